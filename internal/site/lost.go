package site

// Lost is what a page says that cannot be shown, and where to go from there.
type Lost struct {
	Finder

	// Heading says what is the matter, and Details how to mend it, a sentence each.
	Heading string
	Details []string
	// Links lead to what may have been meant.
	Links []Link
}

// Link leads to a page.
type Link struct{ Path, Title string }

// lostPage is what lost.html.tmpl shows.
type lostPage struct {
	*Lost

	Frame frame
}

// Lost lays out the page for an address that has no page of its own.
func (s *Site) Lost(l *Lost) ([]byte, error) {
	return s.lay("lost", lostPage{l, frame{
		Page: "roles", Title: l.Heading + ": Rolewright", Description: "Search the roles instead.", Unlisted: true, Styles: []string{"roles"},
	}})
}
