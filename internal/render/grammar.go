package render

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"text/template/parse"
)

// grammar is what a template may use: fields that are there, each where it cannot fail, whatever an ad leaves out.
type grammar struct {
	tree *parse.Tree
}

func (g grammar) fault(n parse.Node, format string, args ...any) error {
	place, _ := g.tree.ErrorContext(n)
	return fmt.Errorf("%s: %s: %s", place, strings.TrimSpace(n.String()), fmt.Sprintf(format, args...))
}

// allow reports what a template may not use at node, where the dot has the type dot.
func (g grammar) allow(node parse.Node, dot reflect.Type) error {
	switch n := node.(type) {
	case *parse.TextNode, *parse.CommentNode:
		return nil
	case *parse.ListNode:
		return g.allowList(n, dot)
	case *parse.ActionNode:
		t, err := g.typeOf(n.Pipe, dot)
		if err == nil && t.Kind() != reflect.String {
			return g.fault(n, "is not text itself; get at the text in it by {{with}}, {{range}} or {{if}}")
		}
		return err
	case *parse.IfNode:
		_, err := g.typeOf(n.Pipe, dot)
		return errors.Join(err, g.allowList(n.List, dot), g.allowList(n.ElseList, dot))
	case *parse.WithNode:
		inner, err := g.typeOf(n.Pipe, dot)
		if err != nil {
			return err
		}
		return errors.Join(g.allowList(n.List, inner), g.allowList(n.ElseList, dot))
	case *parse.RangeNode:
		list, err := g.typeOf(n.Pipe, dot)
		if err != nil {
			return err
		}
		if list.Kind() != reflect.Slice {
			return g.fault(n.Pipe, "is not a list; use {{with}} or {{if}}")
		}
		return errors.Join(g.allowList(n.List, list.Elem()), g.allowList(n.ElseList, dot))
	}
	return g.fault(node, "use fields, if, with and range only")
}

func (g grammar) allowList(list *parse.ListNode, dot reflect.Type) error {
	if list == nil {
		return nil
	}
	var faults []error
	for _, node := range list.Nodes {
		faults = append(faults, g.allow(node, dot))
	}
	return errors.Join(faults...)
}

// typeOf is the type of {{.}}, {{.Field}} or {{$.Field}}.
func (g grammar) typeOf(pipe *parse.PipeNode, dot reflect.Type) (reflect.Type, error) {
	if len(pipe.Decl) == 0 && len(pipe.Cmds) == 1 && len(pipe.Cmds[0].Args) == 1 {
		switch n := pipe.Cmds[0].Args[0].(type) {
		case *parse.DotNode:
			return dot, nil
		case *parse.FieldNode:
			return g.field(n, dot, n.Ident)
		case *parse.VariableNode:
			if n.Ident[0] == "$" && len(n.Ident) > 1 {
				return g.field(n, reflect.TypeFor[*Page](), n.Ident[1:])
			}
		}
	}
	return nil, g.fault(pipe, "use a field such as {{.Title}}, without functions or variables")
}

// field is the type of a field of t, one step away: a section may be absent, and so cannot be reached through.
func (g grammar) field(n parse.Node, t reflect.Type, path []string) (reflect.Type, error) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil, g.fault(n, "the dot has no fields here; use {{.}}")
	}
	field, ok := t.FieldByName(path[0])
	if !ok {
		return nil, g.fault(n, "there is no such field; use %s", fieldNames(t))
	}
	if len(path) > 1 {
		return nil, g.fault(n, "may be absent; use {{with .%s}}{{.%s}}{{end}}", path[0], path[1])
	}
	return field.Type, nil
}

func fieldNames(t reflect.Type) string {
	var names []string
	for field := range t.Fields() {
		names = append(names, field.Name)
	}
	return strings.Join(names, ", ")
}
