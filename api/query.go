package api

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// checkQuery refuses query parameters that an endpoint does not know, that are empty, and that are given twice.
func checkQuery(c echo.Context, known ...string) error {
	if c.Request().URL.RawQuery == "" {
		return nil
	}
	values, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil {
		return &problem{
			kind: "invalid-parameter", title: "A query parameter cannot be used", status: http.StatusBadRequest,
			detail: "The query cannot be read; write a percent sign as %25 and a semicolon as %3B.",
		}
	}
	var p *problem
	for _, name := range sortedKeys(values) {
		var fault *problem
		switch {
		case !slices.Contains(known, name) && len(known) == 0:
			fault = badParameter(name, "unknown_parameter", "is not a parameter here; there is none.")
		case !slices.Contains(known, name):
			fault = badParameter(name, "unknown_parameter", "is not a parameter here; use "+strings.Join(known, ", ")+".")
		case len(values[name]) > 1:
			fault = badParameter(name, "repeated_parameter", "is there twice; keep one.")
		case values[name][0] == "":
			fault = badParameter(name, "empty_parameter", "is empty; give it a value or leave it out.")
		default:
			continue
		}
		if p == nil {
			p = fault
			continue
		}
		p.errors = append(p.errors, fault.errors...)
	}
	if p == nil {
		return nil
	}
	return p
}

func sortedKeys(values map[string][]string) []string {
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// noQuery is checkQuery for endpoints without parameters, as a middleware.
func noQuery(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := checkQuery(c); err != nil {
			return err
		}
		return next(c)
	}
}
