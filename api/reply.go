package api

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"
)

// minGzip is the size in bytes from which a reply is compressed.
const minGzip = 1 << 10

// reply is what a handler answers.
type reply struct {
	status    int
	mediaType string // with its parameters
	body      []byte
	tag       string // a strong entity tag without quotes; empty is none
	cache     string // Cache-Control
	csp       string // Content-Security-Policy instead of the usual
	name      string // of the file, if people keep it as one: letters, digits, hyphens and full stops of ASCII
	packed    bool   // the body is compressed in itself
}

// pools hold what replies are made in.
type pools struct {
	buffers sync.Pool // *bytes.Buffer
	zippers sync.Pool // *gzip.Writer
}

func newPools() *pools {
	return &pools{
		buffers: sync.Pool{New: func() any { return new(bytes.Buffer) }},
		zippers: sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }},
	}
}

// maxPooled is the size of a buffer that is kept, at most.
const maxPooled = 256 << 10

// withBuffer lends an empty buffer to use.
func (p *pools) withBuffer(use func(*bytes.Buffer) error) error {
	b, ok := p.buffers.Get().(*bytes.Buffer)
	if !ok {
		b = new(bytes.Buffer)
	}
	b.Reset()
	defer func() {
		if b.Cap() <= maxPooled {
			p.buffers.Put(b)
		}
	}()
	return use(b)
}

// zip writes body compressed to w.
func (p *pools) zip(w io.Writer, body []byte) error {
	z, ok := p.zippers.Get().(*gzip.Writer)
	if !ok {
		z = gzip.NewWriter(w)
	}
	defer p.zippers.Put(z)
	z.Reset(w)
	if _, err := z.Write(body); err != nil {
		return err
	}
	return z.Close()
}

// send writes a reply: compressed if that is wanted and worth it, or 304 if the caller has it already.
func (s *server) send(c echo.Context, r *reply) error {
	header := c.Response().Header()
	if header.Get("Vary") == "" {
		header.Set("Vary", "Accept-Encoding")
	}
	if r.cache != "" {
		header.Set("Cache-Control", r.cache)
	}
	if r.csp != "" {
		header.Set("Content-Security-Policy", r.csp)
	}
	if r.name != "" {
		header.Set("Content-Disposition", `inline; filename="`+r.name+`"`) // RFC 6266
	}
	zipped := !r.packed && len(r.body) >= minGzip && acceptsGzip(c.Request().Header.Values("Accept-Encoding"))
	if r.tag != "" {
		tag := entityTag(r.tag, zipped)
		header.Set("ETag", tag)
		if matches(c.Request().Header.Values("If-None-Match"), tag) {
			return c.NoContent(http.StatusNotModified)
		}
	}
	header.Set("Content-Type", r.mediaType)
	if !zipped {
		return write(c, r.status, r.body)
	}
	header.Set("Content-Encoding", "gzip")
	return s.pools.withBuffer(func(b *bytes.Buffer) error {
		if err := s.pools.zip(b, r.body); err != nil {
			return err
		}
		return write(c, r.status, b.Bytes())
	})
}

func write(c echo.Context, status int, body []byte) error {
	c.Response().Header().Set("Content-Length", strconv.Itoa(len(body)))
	c.Response().WriteHeader(status)
	_, err := c.Response().Write(body)
	return err
}

// entityTag is different for each coding, since a strong tag is of bytes (RFC 9110 section 8.8.3.3).
func entityTag(tag string, zipped bool) string {
	if zipped {
		return `"` + tag + `-gzip"`
	}
	return `"` + tag + `"`
}

// matches reports whether If-None-Match holds tag, by the weak comparison of RFC 9110 section 13.1.2.
func matches(headers []string, tag string) bool {
	for _, header := range headers {
		for candidate := range strings.SplitSeq(header, ",") {
			candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/")
			if candidate == "*" || candidate == tag {
				return true
			}
		}
	}
	return false
}

// resource is something that is the same for every caller as long as the catalog is.
func resource(v any) (*reply, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return static("application/json", append(body, '\n')), nil
}

// static is a fixed document that callers may keep if they ask again.
func static(mediaType string, body []byte) *reply {
	sum := sha256.Sum256(body)
	return &reply{
		status: http.StatusOK, mediaType: mediaType, body: body,
		tag: hex.EncodeToString(sum[:12]), cache: "no-cache",
	}
}
