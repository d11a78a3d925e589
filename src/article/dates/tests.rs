use proptest::prelude::*;

use super::*;

fn iso(text: &str) -> Option<String> {
    normalise(text, None)
}

#[test]
fn reads_what_machines_write() {
    for (written, wanted) in [
        ("2026-03-04", "2026-03-04"),
        ("2026-03-04T06:15:00Z", "2026-03-04T06:15:00Z"),
        ("2026-03-04T06:15:00.123456+01:00", "2026-03-04T06:15:00+01:00"),
        ("2026-03-04T06:15:00.000Z", "2026-03-04T06:15:00Z"),
        ("2026-03-04T06:15-0500", "2026-03-04T06:15:00-05:00"),
        ("2026-03-04 06:15:00 -0500", "2026-03-04T06:15:00-05:00"),
        ("2026-03-04T06:15:00+0000", "2026-03-04T06:15:00Z"),
        ("2026-03-04 06:15:00 UTC", "2026-03-04T06:15:00Z"),
        ("20260304", "2026-03-04"),
        ("20260304T061500Z", "2026-03-04T06:15:00Z"),
        ("2026/03/04", "2026-03-04"),
        ("1772604900", "2026-03-04T06:15:00Z"),
        ("1772604900000", "2026-03-04T06:15:00Z"),
        ("Wed, 04 Mar 2026 06:15:00 GMT", "2026-03-04T06:15:00Z"),
        ("Wed Mar 04 2026 06:15:00 GMT+0200 (Eastern European Standard Time)", "2026-03-04T06:15:00+02:00"),
        ("Wed Mar 04 06:15:00 EST 2026", "2026-03-04T06:15:00-05:00"),
        ("2026-03-04T06:15:00+05:30", "2026-03-04T06:15:00+05:30"),
    ] {
        assert_eq!(iso(written).as_deref(), Some(wanted), "{written}");
    }
}

#[test]
fn reads_what_people_write() {
    for (written, wanted) in [
        ("March 4, 2026", "2026-03-04"),
        ("Mar. 4, 2026", "2026-03-04"),
        ("4 March 2026", "2026-03-04"),
        ("the 4th of March 2026", "2026-03-04"),
        ("Wednesday, March 4th, 2026", "2026-03-04"),
        ("Published 6:15 a.m. EST March 4, 2026", "2026-03-04T06:15:00-05:00"),
        ("Sept. 30, 2025 at 12:05 pm EDT", "2025-09-30T12:05:00-04:00"),
        ("March 4, 2026 12:05 AM GMT", "2026-03-04T00:05:00Z"),
        ("Mar 4, 20266:15 AM", "2026-03-04"),
        ("Mar 4, 2026,06:15am EST", "2026-03-04T06:15:00-05:00"),
        ("13/04/2026", "2026-04-13"),
        ("04/13/2026", "2026-04-13"),
        ("5/5/2026", "2026-05-05"),
    ] {
        assert_eq!(iso(written).as_deref(), Some(wanted), "{written}");
    }
}

#[test]
fn a_time_without_an_offset_leaves_the_date() {
    for written in [
        "2026-03-04T06:15:00",
        "2026-03-04 06:15",
        "March 4, 2026 6:15 am ET",
        "March 4, 2026 at 6:15 PM IST",
        "2026-03-04T06:15:00.532072Z EST",
        "2026-03-04T46:15:00Z",
    ] {
        assert_eq!(iso(written).as_deref(), Some("2026-03-04"), "{written}");
    }
}

#[test]
fn does_not_guess() {
    for written in [
        "3/4/2026",
        "3.4.2026",
        "3/4/26",
        "March 2026",
        "2026",
        "Yesterday",
        "4 hours ago",
        "0001-01-01T00:00:00Z",
        "1970-01-01",
        "2026-02-30",
        "2026-13-01",
        "31/31/2026",
        "March 4",
        "",
        "12:30",
        "99999999999",
        "5 of 2026 May be",
    ] {
        assert_eq!(iso(written), None, "{written}");
    }
}

#[test]
fn the_writer_settles_the_order() {
    let read = |language, url| normalise("3/4/2026", order(language, url));
    assert_eq!(read(Some("en-US"), None).as_deref(), Some("2026-03-04"));
    assert_eq!(read(Some("en_GB"), None).as_deref(), Some("2026-04-03"));
    assert_eq!(read(Some("en"), Some("https://page.co.uk/a")).as_deref(), Some("2026-04-03"));
    assert_eq!(read(Some("en"), Some("https://page.com/a")), None);
    assert_eq!(read(Some("en-US"), Some("https://page.com.au/a")), None, "they contradict each other");
}

#[test]
fn a_day_and_a_moment_in_it_agree() {
    assert!(agree("2026-03-04", "March 4, 2026", None));
    assert!(agree("2026-03-04T23:30:00-05:00", "2026-03-05T04:30:00Z", None));
    assert!(agree("2026-03-04", "2026-03-05T02:00:00+05:00", None), "it was still the fourth in UTC");
    assert!(agree("2026-03-05T00:04:00Z", "March 4, 2026", None), "it was evening in America");
    assert!(!agree("2026-03-04T06:15:00Z", "2026-03-04T06:20:00Z", None));
    assert!(!agree("2026-03-04", "2026-03-06", None));
    assert!(agree("Yesterday", "Yesterday", None) && !agree("Yesterday", "Today", None));
    assert!(before("2026-03-04", "2026-03-06T01:00:00Z", None) && !before("2026-03-04", "2026-03-04", None));
}

#[test]
fn an_address_holds_a_date() {
    assert_eq!(in_address("https://page.example/world/2026/03/04/bridge").as_deref(), Some("2026-03-04"));
    assert_eq!(in_address("https://page.example/2026/mar/04/bridge").as_deref(), Some("2026-03-04"));
    assert_eq!(in_address("https://page.example/2026/33/04/bridge"), None);
    assert_eq!(in_address("https://page.example/20260304/bridge"), None);
}

proptest! {
    #[test]
    fn every_day_comes_back(days in 7305_i64..47_000, minutes in 0_u32..1440, offset in -840_i32..=840) {
        let day = Moment::from_days(days).expect("a day");
        prop_assert_eq!(day.days(), days);
        let moment = Moment { time: Some((minutes * 60, offset)), ..day };
        let written = moment.to_string();
        prop_assert_eq!(iso(&written), Some(written));
    }

    #[test]
    fn no_text_is_a_danger(text in "([0-9]{1,14}|[ T:/.+,-]|Mar(ch)?|GMT|[ap]m|\\PC){0,12}") {
        for order in [None, Some(Order::DayFirst), Some(Order::MonthFirst)] {
            if let Some(iso) = normalise(&text, order) {
                prop_assert_eq!(normalise(&iso, None), Some(iso));
            }
        }
    }
}
