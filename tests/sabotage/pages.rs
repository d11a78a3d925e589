//! Pages whose true article text is known: a folder with an `index.tsv` and, for each row, `SOURCE/ID.html` and
//! `SOURCE/ID.txt`.

use std::path::Path;

/// A page and its article.
pub struct Page {
    /// Where it is from.
    pub source: String,
    /// Its name within the source.
    pub id: String,
    /// Its address.
    pub url: Option<String>,
    /// The markup.
    pub html: String,
    /// The article's text.
    pub truth: String,
}

/// The pages of a folder, in the order of its index; none where there is no index.
pub fn read(folder: &Path) -> Option<impl Iterator<Item = Page> + use<>> {
    let index = std::fs::read_to_string(folder.join("index.tsv")).ok()?;
    let mut lines =
        index.lines().map(|l| l.split('\t').map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>().into_iter();
    let header = lines.next()?;
    let column = move |name: &str| header.iter().position(|h| h == name);
    let (source, id, url) = (column("source")?, column("id")?, column("url"));
    let folder = folder.to_owned();
    Some(lines.filter_map(move |row| {
        let (source, id) = (row.get(source)?.clone(), row.get(id)?.clone());
        let file = |ending: &str| {
            let bytes = std::fs::read(folder.join(&source).join(format!("{id}.{ending}"))).ok()?;
            Some(String::from_utf8_lossy(&bytes).into_owned())
        };
        let (html, truth) = (file("html")?, file("txt")?);
        let url = url.and_then(|u| row.get(u)).filter(|u| !u.is_empty()).cloned();
        Some(Page { source, id, url, html, truth })
    }))
}
