package api

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/labstack/echo/v4"

	"rolewright/internal/export"
	"rolewright/internal/generate"
	"rolewright/internal/jobad"
	"rolewright/internal/review"
)

// sarifType is the media type of SARIF, the format in which tools report findings.
const sarifType = "application/sarif+json"

// ReviewRequest is the text of a job ad, ours or anybody's.
type ReviewRequest struct {
	// The ad. It is taken as it is, so that places in findings are bytes of it.
	Text string `json:"text" validate:"required,max=100000" text:"raw" example:"# Salesman\n\nWe look for a young and energetic digital native."`
	// How the text is written. The default is markdown.
	Format string `json:"format" validate:"omitempty,oneof=markdown text html" example:"markdown"`
	// Language of the text as a BCP 47 tag. Only en so far.
	Locale string `json:"locale" validate:"omitempty,oneof=en" example:"en"`
	// Title of the job, if it is not the first heading of the text.
	Title string `json:"title" validate:"max=200" example:"Sales Manager"`
	// What is known of the job beside the text: its places decide which law is checked, its names are no findings. What only the brief says meets no duty, since readers of the text do not see it.
	Brief *PartialBrief `json:"brief"`
}

// PartialBrief is a brief of which any member may be missing. The company's name must be there if the company is.
type PartialBrief Brief

// FixResult is a text after the safe suggestions were put in place.
type FixResult struct {
	// The text as it is now.
	Text string `json:"text"`
	// What was changed, in the order of the text; places are bytes of the text that was sent.
	Edits []jobad.Edit `json:"edits"`
	// Review of the text as it is now.
	Review jobad.Review `json:"review"`
}

// JurisdictionList is the table of laws.
type JurisdictionList struct {
	// In the order of the table.
	Items []jobad.Jurisdiction `json:"items"`
	// That this is no legal advice.
	Notice string `json:"notice" example:"This is not legal advice."`
}

// review reviews a text.
//
//	@Summary		Review the text of an ad
//	@Description	Finds what may put people off, what is hard to read, what is missing, and what the law of the places in the brief asks for. Every finding says why, how strong the evidence is and, where there is any, what speaks against it. Without a place no law is checked. A rule is told a hundred times at most. It is not legal advice.
//	@ID				review
//	@Tags			review
//	@Accept			json
//	@Produce		json,application/sarif+json
//	@Param			format	query		string			false	"json or sarif; overrides Accept"	Enums(json, sarif)
//	@Param			text	body		ReviewRequest	true	"The text, and what is known of the job"
//	@Success		200		{object}	jobad.Review	"What was found"
//	@Failure		400,406,413,415,422	{object}	Problem
//	@Router			/review [post]
func (s *server) review(c echo.Context) error {
	asSARIF, err := wantsSARIF(c)
	if err != nil {
		return err
	}
	r, text, err := s.text(c)
	if err != nil {
		return err
	}
	found, faults := s.generator.Review(text)
	if p := r.refused(inBrief(faults)); p != nil {
		return p
	}
	return s.pools.withBuffer(func(b *bytes.Buffer) error {
		reply := &reply{status: http.StatusOK, mediaType: "application/json", cache: "no-store"}
		if asSARIF {
			reply.mediaType = sarifType
			err = export.SARIF(b, s.info.Version, s.generator.Rules(), []export.Reviewed{{Text: []byte(text.Text), Review: found}})
		} else {
			err = json.MarshalWrite(b, found)
		}
		if err != nil {
			return err
		}
		reply.body = b.Bytes()
		return s.send(c, reply)
	})
}

// fix puts safe suggestions in place.
//
//	@Summary		Apply the safe suggestions to the text of an ad
//	@Description	Replaces words for which a drop-in replacement exists, such as salesman by salesperson, and lists every change. A change that would bring a new finding is not made, nor one to a name, a number or an address. To fix a text again changes nothing.
//	@ID				fix
//	@Tags			review
//	@Accept			json
//	@Produce		json
//	@Param			text	body		ReviewRequest	true	"The text, and what is known of the job"
//	@Success		200		{object}	FixResult		"The text, the changes and a review of what came of them"
//	@Failure		400,413,415,422	{object}	Problem
//	@Router			/review/fix [post]
func (s *server) fix(c echo.Context) error {
	r, text, err := s.text(c)
	if err != nil {
		return err
	}
	fixed, edits, after, faults := s.generator.Fix(text)
	if p := r.refused(inBrief(faults)); p != nil {
		return p
	}
	return s.pools.withBuffer(func(b *bytes.Buffer) error {
		if err := json.MarshalWrite(b, &FixResult{Text: fixed, Edits: edits, Review: *after}); err != nil {
			return err
		}
		return s.send(c, &reply{status: http.StatusOK, mediaType: "application/json", body: b.Bytes(), cache: "no-store"})
	})
}

// listJurisdictions returns the table of laws.
//
//	@Summary		List jurisdictions
//	@Description	What the law of each place asks of a job ad, from when, of which employers, by which source and how sure that is. It is not legal advice.
//	@ID				listJurisdictions
//	@Tags			review
//	@Produce		json
//	@Param			place	query		string				false	"ISO 3166 code of a country or a region: only the rows that concern it"	example(US-NY)
//	@Success		200		{object}	JurisdictionList	"The table"
//	@Failure		400	{object}	Problem
//	@Router			/jurisdictions [get]
func (s *server) listJurisdictions(c echo.Context) error {
	if err := checkQuery(c, "place"); err != nil {
		return err
	}
	place := c.QueryParam("place")
	if place == "" {
		return s.send(c, s.lists.jurisdictions)
	}
	if !s.generator.IsArea(place) {
		return badParameter("place", "unknown_place", "is no ISO 3166 code; use a country such as DE or a part of one such as US-CO.")
	}
	list, err := resource(jurisdictionList(s.generator.JurisdictionsOf(place)))
	if err != nil {
		return err
	}
	return s.send(c, list)
}

func jurisdictionList(rows []jobad.Jurisdiction) JurisdictionList {
	return JurisdictionList{Items: rows, Notice: "This is not legal advice. Read the statute before you rely on a row."}
}

// text decodes a request for a review.
func (s *server) text(c echo.Context) (*request[ReviewRequest], *generate.Text, error) {
	r, err := decode(c, s.texts)
	if err != nil {
		return nil, nil, err
	}
	if r.value.Text != "" && strings.TrimSpace(r.value.Text) == "" {
		r.faults = append(r.faults, jobad.Fault{Pointer: "/text", Code: "required", Detail: "holds nothing to read; give the text of an ad."})
	}
	text := &generate.Text{Text: r.value.Text, Format: review.Format(r.value.Format), Title: r.value.Title}
	if r.value.Brief != nil {
		text.Brief = (*Brief)(r.value.Brief).brief()
	}
	return r, text, nil
}

// wantsSARIF reports whether a review is wanted as SARIF: by ?format=, else by Accept.
func wantsSARIF(c echo.Context) (bool, error) {
	if err := checkQuery(c, "format"); err != nil {
		return false, err
	}
	c.Response().Header().Set("Vary", "Accept, Accept-Encoding")
	switch c.QueryParam("format") {
	case "sarif":
		return true, nil
	case "json":
		return false, nil
	case "":
	default:
		return false, badParameter("format", "unknown_value", "is not one of the formats; use json or sarif.")
	}
	offers := []string{"application/json", sarifType}
	i := negotiate(c.Request().Header.Values("Accept"), offers)
	if i < 0 {
		return false, notAcceptable(offers)
	}
	return i == 1, nil
}

// inBrief moves faults of a brief to where it is in the request.
func inBrief(faults []jobad.Fault) []jobad.Fault {
	for i := range faults {
		faults[i].Pointer = "/brief" + faults[i].Pointer
	}
	return faults
}
