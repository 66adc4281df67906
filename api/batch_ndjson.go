package api

import (
	"bufio"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"strconv"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
)

// lineSink writes a [BatchLine] for each line.
type lineSink struct {
	zip    *gzip.Writer // before to; nil if the reply is not compressed
	zipped bool         // something since it was flushed
	to     *bufio.Writer
	conn   *batchConn
	quoter *export.Quoter
}

func newLineSink(conn *batchConn) *lineSink {
	return &lineSink{to: bufio.NewWriterSize(conn, maxPiece), conn: conn, quoter: export.NewQuoter()}
}

// newZippedLineSink compresses all lines as one text, since they have much in common.
func newZippedLineSink(conn *batchConn) *lineSink {
	s := newLineSink(conn)
	s.zip = gzip.NewWriter(s.to)
	return s
}

// ad writes the line member by member, the bytes that the encoder of package json makes of a [BatchLine]: most of a line
// is one text, which takes the encoder as long as it took to make.
func (s *lineSink) ad(j *batchJob, ad *jobad.Ad, format *export.Format) error {
	b := &j.out
	b.WriteString(`{"line":`)
	b.Write(strconv.AppendInt(b.AvailableBuffer(), int64(j.number), 10))
	if format.Name == "json" {
		b.WriteString(`,"ad":`)
		if err := format.Encode(b, ad); err != nil {
			return err
		}
		b.Truncate(b.Len() - len("\n"))
		b.WriteString("}\n")
		return nil
	}
	if err := format.Encode(&j.raw, ad); err != nil {
		return err
	}
	b.WriteString(`,"media_type":"` + format.MediaType)
	if format.IsText() {
		b.WriteString(`","body":`)
		if err := s.quoter.Quote(b, j.raw.Bytes()); err != nil {
			return err
		}
		b.WriteString("}\n")
		return nil
	}
	b.WriteString(`","body_base64":"`)
	b.Write(base64.StdEncoding.AppendEncode(b.AvailableBuffer(), j.raw.Bytes()))
	b.WriteString("\"}\n")
	return nil
}

// problem uses the encoder that all problems are written with, which keeps the pointer to the whole of a line.
func (s *lineSink) problem(j *batchJob, p *Problem) error {
	return problemLine(j, p)
}

func problemLine(j *batchJob, p *Problem) error {
	return json.NewEncoder(&j.out).Encode(BatchLine{Line: j.number, Problem: p})
}

func (s *lineSink) write(j *batchJob) error {
	if s.zip == nil {
		_, err := j.out.WriteTo(s.to)
		return err
	}
	s.zipped = true
	_, err := j.out.WriteTo(s.zip)
	return err
}

func (s *lineSink) flush() error {
	if s.zipped {
		s.zipped = false
		if err := s.zip.Flush(); err != nil {
			return err
		}
	}
	if err := s.to.Flush(); err != nil {
		return err
	}
	return s.conn.flush()
}

func (s *lineSink) close() error {
	if s.zip != nil {
		s.zipped = false
		if err := s.zip.Close(); err != nil {
			return err
		}
	}
	return s.flush()
}
