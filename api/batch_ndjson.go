package api

import (
	"bufio"
	stdjson "encoding/json"

	"github.com/go-json-experiment/json"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
)

// lineSink writes a [BatchLine] for each line.
type lineSink struct {
	to   *bufio.Writer
	conn *batchConn
}

func newLineSink(conn *batchConn) *lineSink {
	return &lineSink{to: bufio.NewWriterSize(conn, maxPiece), conn: conn}
}

func (s *lineSink) ad(j *batchJob, ad *jobad.Ad, format *export.Format) error {
	line := BatchLine{Line: j.number}
	if format.Name == "json" {
		line.Ad = ad
		return marshalLine(j, &line)
	}
	if err := format.Encode(&j.raw, ad); err != nil {
		return err
	}
	line.MediaType = format.MediaType
	if format.IsText() {
		line.Body = j.raw.String()
	} else {
		line.BodyBase64 = j.raw.Bytes()
	}
	return marshalLine(j, &line)
}

func marshalLine(j *batchJob, line *BatchLine) error {
	if err := json.MarshalWrite(&j.out, line); err != nil {
		return err
	}
	return j.out.WriteByte('\n')
}

// problem uses the encoder that all problems are written with, which keeps the pointer to the whole of a line.
func (s *lineSink) problem(j *batchJob, p *Problem) error {
	return problemLine(j, p)
}

func problemLine(j *batchJob, p *Problem) error {
	return stdjson.NewEncoder(&j.out).Encode(BatchLine{Line: j.number, Problem: p})
}

func (s *lineSink) write(j *batchJob) error {
	_, err := j.out.WriteTo(s.to)
	return err
}

func (s *lineSink) flush() error {
	if err := s.to.Flush(); err != nil {
		return err
	}
	return s.conn.flush()
}

func (s *lineSink) close() error { return s.flush() }
