package api

import (
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"rolewright/internal/export"
)

// format is the format that a request asks for: by ?format=, else by Accept, else the first.
func (s *server) format(c echo.Context) (*export.Format, error) {
	if c.Request().URL.RawQuery != "" && c.QueryParam("format") != "" {
		name := c.QueryParam("format")
		i := slices.IndexFunc(s.formats, func(f export.Format) bool { return f.Name == name })
		if i < 0 {
			return nil, badParameter("format", "unknown_value", "is not one of the formats; use "+strings.Join(formatNames(s.formats), ", ")+".")
		}
		return &s.formats[i], nil
	}
	i := negotiate(c.Request().Header.Values("Accept"), s.mediaTypes)
	if i < 0 {
		return nil, notAcceptable(s.mediaTypes)
	}
	return &s.offers[i], nil
}

func formatNames(formats []export.Format) []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.Name
	}
	return names
}

// mediaRange is a part of an Accept header.
type mediaRange struct {
	pattern string // "text/html", "text/*", "*/*"
	weight  float64
}

// negotiate returns the index of the offer that Accept weighs most, by RFC 9110 section 12.5.1: the most specific range
// decides for an offer, q=0 refuses it, the earlier offer wins a tie. No header, or an empty one, accepts everything; -1 is
// none.
func negotiate(accept, offers []string) int {
	if len(accept) == 0 || len(accept) == 1 && accept[0] == "*/*" {
		return 0
	}
	if exact := slices.Index(offers, accept[0]); exact >= 0 && len(accept) == 1 {
		return exact // as programs ask
	}
	ranges := parseRanges(accept)
	if len(ranges) == 0 {
		return 0
	}
	best, weight := -1, 0.0
	for i, offer := range offers {
		if w := weigh(ranges, offer); w > weight {
			best, weight = i, w
		}
	}
	return best
}

// parseRanges reads Accept or Accept-Encoding.
func parseRanges(headers []string) []mediaRange {
	var ranges []mediaRange
	for _, header := range headers {
		for part := range strings.SplitSeq(header, ",") {
			if r := parseRange(part); r.pattern != "" {
				ranges = append(ranges, r)
			}
		}
	}
	return ranges
}

// parseRange reads one part. A weight that cannot be read refuses.
func parseRange(part string) mediaRange {
	pattern, parameters, _ := strings.Cut(part, ";")
	r := mediaRange{pattern: strings.ToLower(strings.TrimSpace(pattern)), weight: 1}
	for parameter := range strings.SplitSeq(parameters, ";") {
		key, text, _ := strings.Cut(parameter, "=")
		if !strings.EqualFold(strings.TrimSpace(key), "q") {
			continue
		}
		weight, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil || weight < 0 || weight > 1 {
			weight = 0
		}
		r.weight = weight
	}
	return r
}

// weigh is the weight that the most specific range gives to an offer, 0 if none does.
func weigh(ranges []mediaRange, offer string) float64 {
	major, _, _ := strings.Cut(offer, "/")
	for _, pattern := range []string{offer, major + "/*", "*/*"} {
		for _, r := range ranges {
			if r.pattern == pattern {
				return r.weight
			}
		}
	}
	return 0
}

// acceptsGzip reports whether the reply to a request may be compressed, by RFC 9110 section 12.5.3.
func acceptsGzip(accept []string) bool {
	if len(accept) == 0 {
		return false
	}
	ranges := parseRanges(accept)
	for _, pattern := range []string{"gzip", "*"} {
		for _, r := range ranges {
			if r.pattern == pattern {
				return r.weight > 0
			}
		}
	}
	return false
}
