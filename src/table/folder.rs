//! The folder of a report, written so that a failed run leaves the previous report whole.
//!
//! Everything is first written to a temporary folder `tmp-tifa-…` inside the target (inside, because
//! only there renaming is sure to work: the target may be a mounted volume or a link). At the end the
//! files change places one by one: `run.json` of the previous report leaves first, then each file of
//! the new report takes its place, files of the previous report that the new one does not have leave,
//! and the new `run.json` comes last. If one step fails, all are undone. If the machine stops in
//! between, the target has no `run.json`, which marks it as incomplete, and what was replaced is still
//! in `tmp-tifa-…/previous`; the next run brings it back (`unfinished.rs`). Files that tifa did not write are never touched.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

use super::csv_file::CsvWriter;
use super::data_package::{DataPackage, Resource};
use super::unfinished::{lock, undo_unfinished};
use super::{Row, Run, TableWriter, WriteError};

pub(super) const RUN: &str = "run.json";
const DATA_PACKAGE: &str = "datapackage.json";
pub(super) const PREVIOUS: &str = "previous";
/// What the names of temporary folders begin with.
pub(super) const TEMPORARY: &str = "tmp-tifa-";

/// A report that is being written. Dropped without [`ReportFolder::finish`], it leaves no trace.
///
/// Tables and files may be written from several threads at once.
#[derive(Debug)]
pub struct ReportFolder {
    target: PathBuf,
    /// Whether the target did not exist before.
    created: bool,
    /// None only once it has been given up.
    temporary: Option<TempDir>,
    /// Tells other runs that this one is still going.
    lock: Option<File>,
    contents: Mutex<Contents>,
}

#[derive(Debug, Default)]
struct Contents {
    resources: BTreeMap<&'static str, Resource>,
    rows: BTreeMap<String, u64>,
    files: BTreeSet<String>,
}

impl ReportFolder {
    /// Begins a report in `target`, which is made if need be. Open it before long work, so that a
    /// bad path fails at once.
    pub fn open(target: &Path) -> Result<ReportFolder, WriteError> {
        let failed = |error| WriteError::new("make the folder", target, error);
        let created = !target.exists();
        fs::create_dir_all(target).map_err(failed)?;
        let mut folder = ReportFolder {
            target: target.to_path_buf(),
            created,
            temporary: None,
            lock: None,
            contents: Mutex::default(),
        };
        let failed = |error| WriteError::new("write into the folder", target, error);
        undo_unfinished(target).map_err(failed)?;
        let temporary = tempfile::Builder::new().prefix(TEMPORARY).tempdir_in(target);
        let temporary = temporary.map_err(failed)?;
        folder.lock = Some(lock(temporary.path()).map_err(failed)?);
        folder.temporary = Some(temporary);
        Ok(folder)
    }

    /// Begins a table, for rows that are made one by one. They must come in the table's order.
    pub fn table<R: Row>(&self) -> Result<TableFile<'_, R>, WriteError> {
        let name = format!("{}.csv", R::TABLE.name);
        let path = self.new_file(&name);
        let failed = |error| WriteError::new("write", &self.target.join(&name), error);
        let csv = File::create(&path).and_then(|file| CsvWriter::new(BufWriter::new(file)));
        Ok(TableFile { csv: csv.map_err(failed)?, folder: self, name })
    }

    /// Writes a whole table. The rows must come in the table's order ([`super::sort`]).
    pub fn write_table<R: Row, B: Borrow<R>>(
        &self,
        rows: impl IntoIterator<Item = B>,
    ) -> Result<(), WriteError> {
        let mut table = self.table::<R>()?;
        let mut previous: Option<B> = None;
        for row in rows {
            if let Some(previous) = &previous {
                debug_assert!(
                    previous.borrow().order(row.borrow()).is_le(),
                    "rows of {} out of order",
                    R::TABLE.name,
                );
            }
            table.write(row.borrow())?;
            previous = Some(row);
        }
        table.finish()
    }

    /// Writes a file that is no table, such as `index.html`.
    pub fn write_file(&self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.write_with(name, |path| fs::write(path, bytes))
    }

    /// Has a file that is no table written to the path that `write` is given.
    pub fn write_with(
        &self,
        name: &str,
        write: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        let failed = |error| WriteError::new("write", &self.target.join(name), error);
        write(&self.new_file(name)).map_err(failed)
    }

    /// Where to write a file called `name` that is to become part of the report. The name is a plain
    /// one, without folders.
    pub fn new_file(&self, name: &str) -> PathBuf {
        debug_assert!(is_plain(name), "{name}");
        self.contents().files.insert(name.to_string());
        self.temporary().join(name)
    }

    /// Describes the tables in `datapackage.json` and the run in `run.json`, then puts the new report
    /// in the place of the previous one. [`Run::tables`] and [`Run::files`] are filled in here.
    pub fn finish(self, mut run: Run) -> Result<(), WriteError> {
        let package = {
            let contents = self.contents();
            DataPackage::new(contents.resources.values().cloned().collect())
        };
        self.write_file(DATA_PACKAGE, json(&package).as_bytes())?;
        {
            let contents = self.contents();
            run.tables = contents.rows.clone();
            run.files = contents.files.iter().cloned().collect();
        }
        let failed = |error| WriteError::new("write", &self.target.join(RUN), error);
        fs::write(self.temporary().join(RUN), json(&run)).map_err(failed)?;
        for name in run.files.iter().map(String::as_str).chain([RUN]) {
            let failed = |error| WriteError::new("write", &self.target.join(name), error);
            sync(&self.temporary().join(name)).map_err(failed)?;
        }
        self.replace(&run.files)
    }

    /// Exchanges the files, or undoes what it has done.
    fn replace(&self, files: &[String]) -> Result<(), WriteError> {
        let (new, previous) = (self.temporary(), self.temporary().join(PREVIOUS));
        let failed = |error| WriteError::new("make the folder", &previous, error);
        fs::create_dir(&previous).map_err(failed)?;

        let stale = files_of_previous_run(&self.target.join(RUN));
        let stale = stale.iter().filter(|name| !files.contains(name));
        let leaving = [RUN].into_iter().chain(stale.map(String::as_str));
        let mut moves = Moves::default();
        let exchange = || {
            for name in leaving {
                moves.leave(&self.target.join(name), &previous.join(name))?;
            }
            for name in files.iter().map(String::as_str).chain([RUN]) {
                moves.leave(&self.target.join(name), &previous.join(name))?;
                moves.rename(&new.join(name), &self.target.join(name))?;
            }
            Ok(())
        };
        exchange().inspect_err(|_| moves.undo())
    }

    /// Where files that are gone after the run may lie meanwhile.
    pub fn scratch(&self) -> &Path {
        self.temporary()
    }

    fn contents(&self) -> MutexGuard<'_, Contents> {
        // What is inside is whole at every moment, whatever happened to another thread.
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn temporary(&self) -> &Path {
        self.temporary.as_ref().map_or(&self.target, TempDir::path)
    }
}

impl TableWriter for &ReportFolder {
    type Error = WriteError;

    fn add<R: Row>(&mut self, rows: &[R]) -> Result<(), WriteError> {
        self.write_table::<R, _>(rows)
    }
}

impl Drop for ReportFolder {
    fn drop(&mut self) {
        // Some systems do not remove a file that is open.
        drop(self.lock.take());
        drop(self.temporary.take());
        if self.created {
            // Succeeds only if the folder is empty, that is, if the report was not finished.
            let _ = fs::remove_dir(&self.target);
        }
    }
}

/// A table of a report that is being written.
pub struct TableFile<'folder, R: Row> {
    csv: CsvWriter<R, BufWriter<File>>,
    folder: &'folder ReportFolder,
    name: String,
}

impl<R: Row> TableFile<'_, R> {
    /// Adds a row.
    pub fn write(&mut self, row: &R) -> Result<(), WriteError> {
        let result = self.csv.write(row);
        result.map_err(|error| self.failed(error))
    }

    /// Ends the table.
    pub fn finish(self) -> Result<(), WriteError> {
        let TableFile { csv, folder, name } = self;
        let rows = csv.rows();
        let flushed = csv.finish().and_then(|mut out| out.flush());
        flushed.map_err(|error| WriteError::new("write", &folder.target.join(&name), error))?;
        let mut contents = folder.contents();
        contents.resources.insert(R::TABLE.name, Resource::of::<R>());
        contents.rows.insert(name, rows);
        Ok(())
    }

    fn failed(&self, error: io::Error) -> WriteError {
        WriteError::new("write", &self.folder.target.join(&self.name), error)
    }
}

/// Renamings that can be undone.
#[derive(Default)]
struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    /// Moves a file away, if there is one.
    fn leave(&mut self, from: &Path, to: &Path) -> Result<(), WriteError> {
        match fs::symlink_metadata(from) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(WriteError::new("replace", from, error)),
            Ok(metadata) if metadata.is_dir() => {
                Err(WriteError::new("replace", from, io::ErrorKind::IsADirectory.into()))
            }
            Ok(_) => self.rename(from, to),
        }
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), WriteError> {
        fs::rename(from, to).map_err(|error| {
            let ours = to.parent().is_some_and(|folder| folder.ends_with(PREVIOUS));
            WriteError::new("replace", if ours { from } else { to }, error)
        })?;
        self.0.push((from.to_path_buf(), to.to_path_buf()));
        Ok(())
    }

    fn undo(&mut self) {
        for (from, to) in self.0.drain(..).rev() {
            // There is no better remedy if this fails too; the error that led here is reported.
            let _ = fs::rename(to, from);
        }
    }
}

/// The files of the report whose `run.json` this is; none if it cannot be read.
fn files_of_previous_run(run: &Path) -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Files {
        files: Vec<String>,
    }
    let text = fs::read(run).unwrap_or_default();
    let files = serde_json::from_slice(&text).map_or(Vec::new(), |run: Files| run.files);
    // A file that was tampered with must not reach outside the folder.
    files.into_iter().filter(|name| is_plain(name)).collect()
}

fn is_plain(name: &str) -> bool {
    Path::new(name).file_name().is_some_and(|plain| plain == name)
}

fn json(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("plain structs serialise");
    text.push('\n');
    text
}

/// Makes sure that the file is on the disk, since some systems report a full disk only then.
fn sync(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{LineageRow, VariantRow};

    fn variant(surface: &str) -> VariantRow {
        VariantRow { formula: "六稳".into(), surface: surface.into(), mentions: 1, documents: 1 }
    }

    /// Every file of a folder with its text.
    fn files(folder: &Path) -> BTreeMap<String, String> {
        let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
        entries
            .map(|entry| {
                let name = entry.file_name().into_string().unwrap();
                let text = fs::read_to_string(entry.path()).unwrap_or("(a folder)".into());
                (name, text)
            })
            .collect()
    }

    fn report(target: &Path, surface: &str) -> Result<(), WriteError> {
        let folder = ReportFolder::open(target)?;
        folder.write_table::<VariantRow, _>([variant(surface)])?;
        folder.finish(Run::default())
    }

    #[test]
    fn a_report_holds_its_tables_and_their_description() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("a/b");
        report(&target, "“六稳”").unwrap();
        let files = files(&target);
        let names: Vec<_> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["datapackage.json", "run.json", "variants.csv"]);
        assert!(files["variants.csv"].ends_with("六稳,“六稳”,1,1\r\n"));
        assert!(files["datapackage.json"].contains("\"path\": \"variants.csv\""));
        let run: Run = serde_json::from_str(&files["run.json"]).unwrap();
        assert_eq!(run.tables["variants.csv"], 1);
        assert_eq!(run.files, ["datapackage.json", "variants.csv"]);
    }

    #[test]
    fn a_run_that_fails_leaves_the_previous_report_whole() {
        let place = tempfile::tempdir().unwrap();
        report(place.path(), "六稳").unwrap();
        let before = files(place.path());

        let folder = ReportFolder::open(place.path()).unwrap();
        folder.write_table::<VariantRow, _>([variant("六 稳")]).unwrap();
        drop(folder);
        assert_eq!(files(place.path()), before);

        // A folder where a new table must go stops the exchange halfway: it must be undone.
        fs::create_dir(place.path().join("zz.txt")).unwrap();
        let before = files(place.path());
        let folder = ReportFolder::open(place.path()).unwrap();
        folder.write_table::<VariantRow, _>([variant("六 稳")]).unwrap();
        folder.write_file("zz.txt", b"").unwrap();
        let error = folder.finish(Run::default()).unwrap_err();
        assert!(error.to_string().contains("zz.txt"), "{error}");
        assert!(error.to_string().contains("a folder is in the way"), "{error}");
        assert_eq!(files(place.path()), before);
    }

    #[test]
    fn a_new_report_removes_what_the_previous_one_wrote_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("notes.txt"), "mine").unwrap();
        report(place.path(), "六稳").unwrap();
        let folder = ReportFolder::open(place.path()).unwrap();
        folder.write_table::<LineageRow, LineageRow>([]).unwrap();
        folder.finish(Run::default()).unwrap();
        let names: Vec<_> = files(place.path()).into_keys().collect();
        assert_eq!(names, ["datapackage.json", "lineages.csv", "notes.txt", "run.json"]);
    }

    #[test]
    fn a_run_json_cannot_reach_outside_the_folder() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("report");
        fs::create_dir(&target).unwrap();
        fs::write(place.path().join("precious"), "").unwrap();
        fs::write(target.join(RUN), r#"{"files": ["../precious", "/etc/passwd", ".."]}"#).unwrap();
        report(&target, "六稳").unwrap();
        assert!(place.path().join("precious").exists());
    }

    #[test]
    fn an_unfinished_first_report_leaves_no_folder() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("report");
        drop(ReportFolder::open(&target).unwrap());
        assert!(!target.exists());
    }

    #[test]
    fn a_file_in_the_way_is_named_at_once() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("report");
        fs::write(&target, "").unwrap();
        let error = ReportFolder::open(&target).unwrap_err().to_string();
        assert!(error.contains("report") && error.contains("choose another folder"), "{error}");
        assert!(target.is_file());
    }
}
