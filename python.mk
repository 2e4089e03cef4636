# The Python package in python/. Needs Python 3.10 or later with venv, which is installed where that may be
# done without asking (see page.mk); everything else goes into a virtual environment in target/.

PYTHON ?= python3
PYTHON_VENV = target/python
WHEELS = target/wheels

.PHONY: wheel test-python test-spark python-tools spark-tools

python-tools:
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(call apt_install,python3 python3-venv) || \
	  { echo 'Install Python with venv first' >&2; exit 1; }
	@[ -x $(PYTHON_VENV)/bin/pip ] || $(PYTHON) -m venv $(PYTHON_VENV)
	@$(PYTHON_VENV)/bin/pip install --quiet --disable-pip-version-check 'maturin>=1.16,<2'

# In the folder of the program's build, so that what both need is built once.
wheel: python-tools ## Build the Python package for this system as a wheel, in target/wheels
	@rm -f $(WHEELS)/tifa-*.whl
	@CARGO_TARGET_DIR="$(CURDIR)/target" $(PYTHON_VENV)/bin/maturin build --quiet --release --locked \
	  --manifest-path python/Cargo.toml --out $(WHEELS)
	@ls $(WHEELS)/tifa-*.whl

test-python: build wheel ## Test the Python package: against the program, in pandas and polars, in a notebook
	$(CARGO) fmt --check --manifest-path python/Cargo.toml
	$(CARGO) clippy --release --locked --quiet --manifest-path python/Cargo.toml --target-dir target -- -D warnings
	@$(PYTHON_VENV)/bin/pip install --quiet --disable-pip-version-check -r python/tests/requirements.txt
	@$(PYTHON_VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --force-reinstall $(WHEELS)/tifa-*.whl
	TIFA="$(abspath $(TIFA))" $(PYTHON_VENV)/bin/python -m pytest --quiet -p no:cacheprovider python/tests --ignore python/tests/test_spark.py

# A cluster of two worker processes on this machine. It needs Java, which is installed likewise.
spark-tools: python-tools
	@command -v java >/dev/null || $(call apt_install,openjdk-17-jre-headless) || \
	  { echo 'Install Java 17 first' >&2; exit 1; }

test-spark: build wheel spark-tools ## Test the Python package on Spark: two workers, one of them killed, against the program
	@$(PYTHON_VENV)/bin/pip install --quiet --disable-pip-version-check -r python/tests/requirements.txt
	@$(PYTHON_VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --force-reinstall $(WHEELS)/tifa-*.whl
	TIFA="$(abspath $(TIFA))" $(PYTHON_VENV)/bin/python -m pytest --quiet -p no:cacheprovider python/tests/test_spark.py
