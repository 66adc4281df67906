package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"maps"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

const (
	defaultLimit = 20
	maxLimit     = 100
)

// page is a part of a list that is sorted by a key.
type page[T any] struct {
	items      []T
	next, prev string // cursors; empty is none
	hasPrev    bool
	query      url.Values // without the cursor
}

// pageOf cuts the page out of all that a request asks for by limit and cursor.
func pageOf[T any](c echo.Context, all []T, key func(*T) string) (*page[T], error) {
	limit := defaultLimit
	if text := c.QueryParam("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > maxLimit {
			return nil, badParameter("limit", "out_of_range", "must be a whole number from 1 to 100.")
		}
		limit = n
	}
	p := &page[T]{query: url.Values{}}
	for name, values := range c.QueryParams() {
		if name != "cursor" {
			p.query[name] = values
		}
	}
	start := 0
	if cursor := c.QueryParam("cursor"); cursor != "" {
		after, ok := p.open(cursor)
		if !ok {
			return nil, badParameter("cursor", "invalid_cursor", "is not one that this list gave for these filters; begin without it.")
		}
		for start < len(all) && key(&all[start]) <= after {
			start++
		}
	}
	end := min(start+limit, len(all))
	p.items = all[start:end]
	if end < len(all) {
		p.next = p.seal(key(&all[end-1]))
	}
	if p.hasPrev = start > 0; start > limit {
		p.prev = p.seal(key(&all[start-limit-1]))
	}
	return p, nil
}

// seal makes a cursor that leads behind a key and holds for the filters of this list alone.
func (p *page[T]) seal(after string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(p.sum(after) + after))
}

// open returns the key in a cursor that seal made.
func (p *page[T]) open(cursor string) (after string, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) < 16 {
		return "", false
	}
	after = string(raw[16:])
	return after, p.seal(after) == cursor
}

func (p *page[T]) sum(after string) string {
	filters := url.Values{}
	for name, values := range p.query {
		if name != "limit" {
			filters[name] = values
		}
	}
	sum := sha256.Sum256([]byte(after + "\n" + filters.Encode()))
	return hex.EncodeToString(sum[:8])
}

// link tells the neighboring pages in a Link header (RFC 8288), relative to this one.
func (p *page[T]) link(c echo.Context) {
	links := []string{p.reference("first", "")}
	if p.hasPrev {
		links = append(links, p.reference("prev", p.prev))
	}
	if p.next != "" {
		links = append(links, p.reference("next", p.next))
	}
	c.Response().Header().Set("Link", strings.Join(links, ", "))
}

func (p *page[T]) reference(relation, cursor string) string {
	query := maps.Clone(p.query)
	if cursor != "" {
		query.Set("cursor", cursor)
	}
	return "<?" + query.Encode() + `>; rel="` + relation + `"`
}
