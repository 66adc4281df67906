package api

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"rolewright/internal/jobad"
)

// unread is what could not be read of a body.
type unread struct {
	faults []jobad.Fault
	meant  []string // pointers of the members that are known by another spelling
}

// sound are those of faults that stay when what could not be read is mended: a member that was not read is not missing,
// nor is it what another one contradicts.
func (u *unread) sound(faults []jobad.Fault) []jobad.Fault {
	pointers := slices.Clone(u.meant)
	for i := range u.faults {
		pointers = append(pointers, u.faults[i].Pointer)
	}
	var kept []jobad.Fault
	for _, f := range faults {
		if !decide(pointers, f) {
			kept = append(kept, f)
		}
	}
	return kept
}

// decide reports whether a fault may only follow from something that was not read, which pointers lead to.
func decide(pointers []string, f jobad.Fault) bool {
	other := ""
	switch f.Code {
	case "breaks_duty", "not_specific": // depend on every member
		return true
	case "too_early":
		other = "/as_of"
	case "unknown_line":
		other = "/level"
	case "required":
		other = "/candidates"
	}
	return slices.ContainsFunc(pointers, func(p string) bool {
		return isInside(f.Pointer, p) || isInside(p, f.Pointer) || other != "" && strings.HasSuffix(p, other)
	})
}

// isInside reports whether a pointer leads to what another leads to, or into it.
func isInside(pointer, other string) bool {
	return pointer == other || strings.HasPrefix(pointer, other+"/")
}

// enoughError ends the reading of a body with too many faults.
type enoughError struct{}

func (enoughError) Error() string { return "there are too many faults" }

// patientReader reads a body as the decoder of JSON would, but goes on behind a member that cannot be read. It is slower.
type patientReader struct {
	unread

	decoder *jsontext.Decoder // lets names be there twice
}

// readBody reads a body into v, which is zero. The problem, if there is one, is what ended the reading before the body
// did, with all that was found until then.
func (r *patientReader) readBody(body []byte, v reflect.Value) *problem {
	err := r.read(v)
	var last *problem
	syntactic, isSyntactic := errors.AsType[*jsontext.SyntacticError](err)
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return undecodable("", "empty", "is empty; send a JSON object.")
	case isSyntactic:
		last = badSyntax(syntactic, body)
	case err != nil: // too many faults
		last = undecodableMembers(body, r.faults)
		last.detail = fmt.Sprintf("The body cannot be read as a request. The first %d faults are named.", maxTold)
		return last
	case len(bytes.Trim(body[r.decoder.InputOffset():], " \t\r\n")) > 0:
		last = undecodable("", "trailing_data", "goes on behind the object; send one object and nothing else.")
	default:
		return nil
	}
	last.detail += " What is behind the last fault that is named was not looked at."
	last.errors = append(undecodableMembers(body, r.faults).errors, last.errors...)
	return last
}

// read reads the next value into v. The error is one of syntax, or ends the reading because enough was found.
func (r *patientReader) read(v reflect.Value) error {
	kind := r.decoder.PeekKind()
	t := indirect(v.Type())
	switch {
	case kind == 'n':
		if err := r.decoder.SkipValue(); err != nil {
			return err
		}
		return r.tell("null", "is null; give it a value or leave it out.")
	case kind == '{' && t.Kind() == reflect.Struct:
		return r.readObject(inside(v))
	case kind == '[' && t.Kind() == reflect.Slice:
		return r.readList(v)
	}
	raw, err := r.decoder.ReadValue()
	if err != nil {
		return err
	}
	switch err := json.Unmarshal(raw, v.Addr().Interface()); {
	case err == nil:
		return nil
	case errors.Is(err, strconv.ErrRange):
		v.SetZero()
		return r.tell("out_of_range", "is too large or too small a number; send one nearer to zero.")
	}
	v.SetZero()
	return r.tell("wrong_type", fmt.Sprintf("is %s; send %s.", kindName(kind), typeName(t)))
}

// inside is what v points to, newly made if v is a pointer.
func inside(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		return v.Elem()
	}
	return v
}

func (r *patientReader) readList(v reflect.Value) error {
	if _, err := r.decoder.ReadToken(); err != nil {
		return err
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	for r.decoder.PeekKind() != ']' {
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		if err := r.read(v.Index(v.Len() - 1)); err != nil {
			return err
		}
	}
	_, err := r.decoder.ReadToken()
	return err
}

func (r *patientReader) readObject(v reflect.Value) error {
	if _, err := r.decoder.ReadToken(); err != nil {
		return err
	}
	names := memberNames(v.Type())
	seen := make([]bool, len(names))
	for r.decoder.PeekKind() != '}' {
		name, err := r.decoder.ReadToken()
		if err != nil {
			return err
		}
		i := slices.Index(names, name.String())
		switch {
		case i < 0:
			err = r.skip("unknown_member", r.unknownMember(names, name.String()))
		case seen[i]:
			err = r.skip("duplicate_member", "is there twice; keep one.")
		default:
			seen[i] = true
			err = r.read(v.Field(i))
		}
		if err != nil {
			return err
		}
	}
	_, err := r.decoder.ReadToken()
	return err
}

// skip skips the value of a member and tells why.
func (r *patientReader) skip(code, detail string) error {
	if err := r.tell(code, detail); err != nil {
		return err
	}
	return r.decoder.SkipValue()
}

// tell tells what is wrong with the value or the name that was read last.
func (r *patientReader) tell(code, detail string) error {
	r.faults = append(r.faults, jobad.Fault{Pointer: string(r.decoder.StackPointer()), Code: code, Detail: detail})
	if len(r.faults) == maxTold {
		return enoughError{}
	}
	return nil
}

// unknownMember names the member that was probably meant, if its name differs in letter case or punctuation only,
// and the known ones otherwise.
func (r *patientReader) unknownMember(names []string, unknown string) string {
	for _, name := range names {
		if fold(name) == fold(unknown) {
			r.meant = append(r.meant, string(r.decoder.StackPointer().Parent().AppendToken(name)))
			return fmt.Sprintf("is not a member here; write it as %s.", name)
		}
	}
	return "is not a member here; use one of " + strings.Join(names, ", ") + "."
}

func fold(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", "ſ", "s", "K", "k").Replace(name))
}

// memberNames are the members of an object of type t, which has one for each field.
func memberNames(t reflect.Type) []string {
	var names []string
	for field := range t.Fields() {
		names = append(names, field.Tag.Get("json"))
	}
	return names
}

func indirect(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func kindName(kind jsontext.Kind) string {
	return map[jsontext.Kind]string{
		'"': "text", '0': "a number", 't': "true or false", 'f': "true or false", '{': "an object", '[': "a list",
	}[kind]
}

func typeName(t reflect.Type) string {
	name, ok := map[reflect.Kind]string{
		reflect.String: "text", reflect.Bool: "true or false", reflect.Slice: "a list",
		reflect.Int: "a whole number", reflect.Float64: "a number",
	}[t.Kind()]
	if !ok {
		return "an object"
	}
	return name
}
