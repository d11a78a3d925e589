//! The name of the site at the end or the beginning of a headline in the metadata, taken off with care.
//!
//! `Bridge opens - The Daily Lantern` is a headline and a name; `War - and peace` is a headline. A part goes if it is a
//! name the page gives itself, or if a bar sets it off and enough of a headline is left.

/// A headline without the name of the site at its end or beginning.
pub fn without_site_name(title: &str, names: &[&str]) -> String {
    let title = title.trim();
    let same = |part: &str| {
        let fold = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let part = fold(part);
        !part.is_empty()
            && names.iter().any(|n| {
                let n = fold(n);
                part == n || n.len() > 3 && (part.starts_with(&n) || n.starts_with(&part))
            })
    };
    let mut out = title;
    loop {
        let cut = [" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " ~ ", " // "]
            .iter()
            .filter_map(|s| out.rfind(s).map(|at| (at, s.len())))
            .max();
        let Some((at, width)) = cut else { break };
        let (front, back) = (&out[..at], &out[at + width..]);
        let words = |t: &str| t.split_whitespace().count();
        // A bar parts a headline from its site; a dash may stand inside a headline.
        let bar = out[at..].starts_with(" |") || out[at..].starts_with(" ::") || out[at..].starts_with(" »");
        if same(back)
            || bar && words(back) <= 4 && words(front) >= 3
            || words(back) <= 3 && words(front) >= 5 && names.is_empty()
        {
            out = front.trim_end();
        } else if same(front) {
            out = back.trim_start();
            break;
        } else {
            break;
        }
    }
    out.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_site_off_a_title() {
        assert_eq!(without_site_name("Bridge opens - The Daily Lantern", &["The Daily Lantern"]), "Bridge opens");
        assert_eq!(
            without_site_name("Bridge opens after years | Local | Lantern", &["Lantern"]),
            "Bridge opens after years"
        );
        assert_eq!(without_site_name("War - and peace", &["The Daily Lantern"]), "War - and peace");
    }
}
