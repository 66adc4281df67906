package api

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	stdjson "encoding/json"
	"fmt"
	"hash/crc32"
	"sync"
	"time"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
)

// maxProblems is how many bytes of compressed problems a zip keeps in full until its end. Those that follow say only
// which line it is.
const maxProblems = 4 << 20

// zipEntry is an entry of a zip whose bytes are made and compressed already.
type zipEntry struct {
	name     string
	modified time.Time
	stored   bool // not compressed
	sum      uint32
	size     int // before it is compressed
	problem  *Problem
}

// zipSink writes an entry for each ad and, at the end, one for all problems. Ads are compressed by those who make them.
// Of what was written only the directory is kept, which the format demands.
type zipSink struct {
	to       *bufio.Writer
	conn     *batchConn
	zip      *zip.Writer
	flaters  sync.Pool // of *flate.Writer
	problems problemFile
}

func newZipSink(conn *batchConn) *zipSink {
	s := &zipSink{to: bufio.NewWriterSize(conn, maxPiece), conn: conn}
	s.zip = zip.NewWriter(s.to)
	return s
}

func (s *zipSink) ad(j *batchJob, ad *jobad.Ad, format *export.Format) error {
	if err := format.Encode(&j.raw, ad); err != nil {
		return err
	}
	content := j.raw.Bytes()
	j.entry = zipEntry{
		name:     fmt.Sprintf("%04d-%s-%s.%s", j.number, ad.Role.Slug, ad.Level, format.Extension),
		modified: zipTime(ad.Brief.AsOf), stored: !format.IsText(), sum: crc32.ChecksumIEEE(content), size: len(content),
	}
	if j.entry.stored {
		_, err := j.out.Write(content)
		return err
	}
	return s.deflate(&j.out, content)
}

func (s *zipSink) deflate(to *bytes.Buffer, content []byte) error {
	w, ok := s.flaters.Get().(*flate.Writer)
	if !ok {
		var err error
		if w, err = flate.NewWriter(to, flate.DefaultCompression); err != nil {
			return err
		}
	}
	defer s.flaters.Put(w)
	w.Reset(to)
	if _, err := w.Write(content); err != nil {
		return err
	}
	return w.Close()
}

func (s *zipSink) problem(j *batchJob, p *Problem) error {
	j.entry = zipEntry{problem: p}
	return problemLine(j, p)
}

func (s *zipSink) write(j *batchJob) error {
	if j.entry.problem != nil {
		return s.problems.add(j)
	}
	return s.entry(&j.entry, j.out.Bytes())
}

func (s *zipSink) entry(e *zipEntry, content []byte) error {
	header := &zip.FileHeader{
		Name: e.name, Method: zip.Deflate, CRC32: e.sum,
		CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(e.size), //nolint:gosec // a size is not negative
	}
	if e.stored {
		header.Method = zip.Store
	}
	header.SetModTime(e.modified) //nolint:staticcheck // CreateRaw writes no other time
	w, err := s.zip.CreateRaw(header)
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

func (s *zipSink) flush() error {
	if err := s.zip.Flush(); err != nil {
		return err
	}
	if err := s.to.Flush(); err != nil {
		return err
	}
	return s.conn.flush()
}

func (s *zipSink) close() error {
	if e, content, err := s.problems.close(); err != nil {
		return err
	} else if e != nil {
		if err := s.entry(e, content); err != nil {
			return err
		}
	}
	if err := s.zip.Close(); err != nil {
		return err
	}
	return s.flush()
}

// zipTime is a day as the time of an entry; of a day that a zip cannot hold, or of none, it is the first that it can.
func zipTime(day time.Time) time.Time {
	if first := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC); day.Before(first) || day.Year() > 2107 {
		return first
	}
	return day
}

// problemFile is the entry of problems while it grows. It is kept compressed.
type problemFile struct {
	content bytes.Buffer
	flater  *flate.Writer // nil before the first problem
	sum     uint32
	size    int
}

func (f *problemFile) add(j *batchJob) error {
	if f.flater == nil {
		var err error
		if f.flater, err = flate.NewWriter(&f.content, flate.DefaultCompression); err != nil {
			return err
		}
	}
	line := j.out.Bytes()
	if f.content.Len() > maxProblems {
		var err error
		if line, err = shortened(j); err != nil {
			return err
		}
	}
	f.sum = crc32.Update(f.sum, crc32.IEEETable, line)
	f.size += len(line)
	_, err := f.flater.Write(line)
	return err
}

// shortened is a line with a problem that does not say more than its kind.
func shortened(j *batchJob) ([]byte, error) {
	p := *j.entry.problem
	p.Errors, p.Questions, p.Available = nil, nil, nil
	p.Detail = "There were too many problems to tell them all in full; send this line again to see what is wrong with it."
	line, err := stdjson.Marshal(BatchLine{Line: j.number, Problem: &p})
	return append(line, '\n'), err
}

// close returns the entry, or none if there were no problems.
func (f *problemFile) close() (*zipEntry, []byte, error) {
	if f.flater == nil {
		return nil, nil, nil
	}
	if err := f.flater.Close(); err != nil {
		return nil, nil, err
	}
	return &zipEntry{name: "problems.ndjson", modified: zipTime(time.Time{}), sum: f.sum, size: f.size}, f.content.Bytes(), nil
}
