//! Who is meant: public figures, their offices, and the ways their names get corrupted.
