package api

import (
	"bytes"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"rolewright/internal/export"
)

// Policies for what a browser may do with a reply.
const (
	apiPolicy = "default-src 'none'; frame-ancestors 'none'"
	adPolicy  = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
)

// generate makes a job ad.
//
//	@Summary		Make a job ad from a brief
//	@Description	The ad says what the brief says and what the catalog holds for the role at its level. Choose the format by Accept or by the parameter format; JSON has everything, with the source of each line and the questions that are still open. The forms of job boards and recruiting systems share application/xml or application/json, so only the parameter chooses them.
//	@ID				generate
//	@Tags			ads
//	@Accept			json
//	@Produce		json,text/markdown,html,plain,application/vnd.openxmlformats-officedocument.wordprocessingml.document,application/pdf,application/ld+json,application/xml
//	@Param			format	query		string	false	"Format of the ad; overrides Accept"	Enums(json, markdown, html, text, docx, pdf, jsonld, indeed, linkedin, greenhouse, lever, smartrecruiters, personio, hropen)
//	@Param			brief	body		Brief	true	"What you know of the job"
//	@Success		200		{object}	jobad.Ad	"The ad"
//	@Failure		400,406,413,415,422	{object}	Problem
//	@Router			/generate [post]
func (s *server) generate(c echo.Context) error {
	if err := checkQuery(c, "format"); err != nil {
		return err
	}
	c.Response().Header().Set("Vary", "Accept, Accept-Encoding")
	format, err := s.format(c)
	if err != nil {
		return err
	}
	brief, err := readBody(c.Request())
	if err != nil {
		return err
	}
	plan, err := s.briefs.plan(brief)
	if err != nil {
		return err
	}
	ad, err := plan.Ad(format.Parts)
	if err != nil {
		return err
	}
	return s.pools.withBuffer(func(b *bytes.Buffer) error {
		if err := format.Encode(b, ad); err != nil {
			return s.unencodable(err)
		}
		r := &reply{status: http.StatusOK, mediaType: contentType(format.MediaType), body: b.Bytes(), cache: "no-store", csp: s.policies[format.Name]}
		if format.Document {
			r.packed = true
			r.name = ad.Role.Slug + "-" + string(ad.Level) + "." + format.Extension
		}
		return s.send(c, r)
	})
}

// unencodable tells of an ad that the format cannot carry by what can carry it.
func (s *server) unencodable(err error) error {
	e, ok := errors.AsType[*export.UnencodableError](err)
	if !ok {
		return err
	}
	var available []string
	for _, f := range s.formats {
		if slices.Contains(e.Instead, f.Name) {
			available = append(available, f.MediaType)
		}
	}
	return &problem{status: http.StatusNotAcceptable, detail: e.Error(), available: available}
}

// contentType adds the character set to text and to XML.
func contentType(mediaType string) string {
	if strings.HasPrefix(mediaType, "text/") || mediaType == "application/xml" {
		return mediaType + "; charset=utf-8"
	}
	return mediaType
}
