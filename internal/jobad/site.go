package jobad

// Site is where boards list a job: a place of work, or an area that remote work can be done from. Its region is in the letters
// that boards take: "TX" for Texas, "Wien" for 9 in Austria. A code of digits that is not known says nothing there.
type Site struct {
	Place

	// Code is the part of the ISO 3166-2 code of the region behind the country, the same for all ways to spell the region, or
	// what the brief says if it names no region that is known.
	Code string
	// Words are city, region and country as the ad says them: "Austin, Texas, United States".
	Words string
}
