package api

import (
	"reflect"
	"strconv"
	"strings"

	"rolewright/internal/jobad"
)

// What is left of text, in bytes, and of lists that are too long.
const (
	shortText = 64
	shortList = 8
)

// shorten cuts what faults call too long. The request is refused, but what else is wrong with it is still looked for, and
// that must not take longer than with a request that keeps the limits.
func shorten(v reflect.Value, faults []jobad.Fault) {
	for _, f := range faults {
		if f.Code == "too_long" {
			cut(memberOf(v, f.Pointer))
		}
	}
}

func cut(v reflect.Value) {
	switch {
	case v.Kind() == reflect.String && v.Len() > shortText:
		v.SetString(strings.ToValidUTF8(v.String()[:shortText], ""))
	case v.Kind() == reflect.Slice && v.Len() > shortList:
		v.SetLen(shortList)
	}
}

// memberOf is what a pointer leads to in a value that was decoded from JSON. It is not valid if there is no such thing.
func memberOf(v reflect.Value, pointer string) reflect.Value {
	for name := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		switch v.Kind() { //nolint:exhaustive // nothing is inside the others
		case reflect.Slice:
			i, err := strconv.Atoi(name)
			if err != nil || i >= v.Len() {
				return reflect.Value{}
			}
			v = v.Index(i)
		case reflect.Struct:
			v = fieldOf(v, name)
		default:
			return reflect.Value{}
		}
	}
	return v
}

// fieldOf is the field of a struct that JSON calls by a name.
func fieldOf(v reflect.Value, name string) reflect.Value {
	for field, value := range v.Fields() {
		if field.Tag.Get("json") == name {
			return value
		}
	}
	return reflect.Value{}
}
