//! Offices with their years, as a cell of `data/figures.tsv` writes them: `Prime Minister, Estonia, 2021-2024 | ...`.
//!
//! The organisation is named as in `data/organisations.tsv`; a role may contain commas, an organisation none.

/// Until when an office is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Until {
    /// It is held today.
    Present,
    /// It ended in this year.
    Year(u16),
    /// It ended; when is not known.
    Unknown,
}

/// An office or calling, and the years in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Office<'a> {
    /// What the holder is called: `Foreign Minister`, `tennis player`.
    pub role: &'a str,
    /// State, institution, company or club.
    pub organisation: &'a str,
    /// First year, where known.
    pub from: Option<u16>,
    /// Last year.
    pub until: Until,
}

impl Office<'_> {
    /// Is it held today?
    pub fn is_held(&self) -> bool {
        self.until == Until::Present
    }
}

/// Reads one office.
///
/// # Errors
/// What is wrong with it.
pub fn read(text: &str) -> Result<Office<'_>, String> {
    let (rest, years) = text.rsplit_once(", ").ok_or_else(|| shape(text))?;
    let (role, organisation) = rest.rsplit_once(", ").ok_or_else(|| shape(text))?;
    if role.is_empty() || organisation.is_empty() {
        return Err(shape(text));
    }
    let (from, until) = read_years(years)?;
    Ok(Office { role, organisation, from, until })
}

/// The offices of a cell, as they stand.
pub fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(" | ").filter(|o| !o.is_empty())
}

fn shape(text: &str) -> String {
    format!("`{text}` is no office: write `role, organisation, years`")
}

/// `2021-2024`, `2022`, `2024-`, `?-`, `?-2019`, `2019-?`, `?-?`.
fn read_years(text: &str) -> Result<(Option<u16>, Until), String> {
    let Some((from, until)) = text.split_once('-') else {
        let only = year(text)?;
        return Ok((Some(only), Until::Year(only)));
    };
    let from = if from == "?" { None } else { Some(year(from)?) };
    let until = match until {
        "" => Until::Present,
        "?" => Until::Unknown,
        known => Until::Year(year(known)?),
    };
    match (from, until) {
        (Some(a), Until::Year(b)) if b < a => Err(format!("`{text}` ends before it begins")),
        (Some(a), Until::Year(b)) if a == b => Err(format!("`{text}`: write `{a}` alone")),
        years => Ok(years),
    }
}

/// Years an office of this table can lie in. The end is checked by hand once a decade: a build must not ask the clock.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2030;

fn year(text: &str) -> Result<u16, String> {
    let year = (text.len() == 4).then(|| text.parse::<u16>().ok()).flatten();
    let year = year.ok_or_else(|| format!("`{text}` is no year"))?;
    if YEARS.contains(&year) {
        Ok(year)
    } else {
        Err(format!("the year {year} is not between {} and {}", YEARS.start(), YEARS.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_has_role_organisation_and_years() {
        let office = read("Secretary, Council of Guards, Iran, 2013-2023").unwrap();
        assert_eq!((office.role, office.organisation), ("Secretary, Council of Guards", "Iran"));
        assert_eq!((office.from, office.until), (Some(2013), Until::Year(2023)));
        assert!(read("President, France, 2017-").unwrap().is_held());
    }

    #[test]
    fn years_may_be_unknown() {
        let years = |y: &str| read(&format!("a, b, {y}")).map(|o| (o.from, o.until));
        assert_eq!(years("2022"), Ok((Some(2022), Until::Year(2022))));
        assert_eq!(years("?-"), Ok((None, Until::Present)));
        assert_eq!(years("?-2019"), Ok((None, Until::Year(2019))));
        assert_eq!(years("2019-?"), Ok((Some(2019), Until::Unknown)));
        assert_eq!(years("?-?"), Ok((None, Until::Unknown)));
    }

    #[test]
    fn faults_are_told() {
        let fault = |office: &str| read(office).unwrap_err();
        assert_eq!(fault("President"), "`President` is no office: write `role, organisation, years`");
        assert_eq!(fault("President, 2017-"), "`President, 2017-` is no office: write `role, organisation, years`");
        assert_eq!(fault("a, b, 17-"), "`17` is no year");
        assert_eq!(fault("a, b, "), "`` is no year");
        assert_eq!(fault("a, b, 2020-2019"), "`2020-2019` ends before it begins");
        assert_eq!(fault("a, b, 2020-2020"), "`2020-2020`: write `2020` alone");
        assert_eq!(fault("a, b, 2071-"), "the year 2071 is not between 1900 and 2030");
    }
}
