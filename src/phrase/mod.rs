//! Quoted phrases and recurring character sequences of any length, with cohesion and boundary
//! measures. Knows nothing of numerals.
