//! Index files: opened where they lie, and written beside the name they take when they are complete.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use memmap2::Mmap;
use ungarble::index::{Index, WriteError, merge};

use crate::cli::Failure;

/// A file in memory, as far as it is read.
pub struct Mapped {
    name: String,
    map: Option<Mmap>,
}

impl Mapped {
    /// Opens a file.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let failed = |e| Failure::Io(format!("cannot read the index {name}"), e);
        let file = File::open(path).map_err(failed)?;
        let size = file.metadata().map_err(failed)?;
        if size.is_dir() {
            return Err(Failure::Usage(format!("{name} is a folder, not an index")));
        }
        // An empty file cannot be mapped.
        #[allow(unsafe_code)]
        // SAFETY: the map is only read, as bytes. Whoever changes an index replaces the file, as we do, and leaves the mapped one
        // as it is; one that is overwritten in place all the same gives wrong answers or ends the process, as with any map.
        let map = if size.len() == 0 { None } else { Some(unsafe { Mmap::map(&file) }.map_err(failed)?) };
        Ok(Self { name, map })
    }

    /// How the user calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Bytes of the file.
    pub fn size(&self) -> usize {
        self.map.as_deref().map_or(0, <[u8]>::len)
    }

    /// The index in it.
    pub fn index(&self) -> Result<Index<'_>, Failure> {
        let bytes = self.map.as_deref().unwrap_or(&[]);
        Index::open(bytes).map_err(|fault| Failure::Usage(format!("{}: {fault}", self.name)))
    }
}

/// A file beside the output, gone when it is dropped.
pub struct Beside(PathBuf);

impl Beside {
    /// `what` tells files beside one output apart.
    pub fn new(output: &Path, what: &str) -> Self {
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        Self(output.with_file_name(format!(".{name}.{}.{what}", std::process::id())))
    }

    /// Fills it.
    pub fn write(
        &self,
        fill: impl FnOnce(BufWriter<File>) -> Result<BufWriter<File>, WriteError>,
    ) -> Result<(), Failure> {
        let failed = |e| Failure::Io(format!("cannot write {}", self.0.display()), e);
        let created = File::create(&self.0).map_err(failed)?;
        match fill(BufWriter::with_capacity(1 << 20, created)) {
            Ok(out) => out.into_inner().map(drop).map_err(|e| failed(e.into_error())),
            Err(WriteError::Io(e)) => Err(failed(e)),
            Err(WriteError::Input(_, fault)) => Err(Failure::Usage(fault.to_string())),
            Err(WriteError::TooLarge) => {
                Err(Failure::Usage("there is too much for one index; make several".to_owned()))
            }
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Gives it the output's name.
    pub fn publish(self, output: &Path) -> Result<(), Failure> {
        fs::rename(&self.0, output).map_err(|e| Failure::Io(format!("cannot write {}", output.display()), e))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Merges files, in their order.
pub fn join<'a>(paths: impl Iterator<Item = &'a Path>, into: &Beside) -> Result<(), Failure> {
    let maps: Vec<Mapped> = paths.map(Mapped::open).collect::<Result<_, _>>()?;
    let indexes: Vec<Index<'_>> = maps.iter().map(Mapped::index).collect::<Result<_, _>>()?;
    let name = |e| match e {
        WriteError::Input(at, fault) => {
            let name = maps.get(at).map_or("", |m| m.name.as_str());
            WriteError::Io(io::Error::other(format!("{name}: {fault}")))
        }
        e => e,
    };
    into.write(|out| merge(&indexes, out).map_err(name))
}
