package strictyaml

import (
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Index is the path of item i of the list at path.
func Index(path string, i int) string {
	return path + "[" + strconv.Itoa(i) + "]"
}

// step leads from a value to one in it. Paths are put together of steps only when there is a fault to tell.
type step struct {
	key   string
	index int // in a list; a key has inMapping
}

// inMapping is in place of the index of a step to the value of a key.
const inMapping = -1

// path is where the value is that is being read.
func (d *Document) path() string {
	path := ""
	for _, s := range d.steps {
		if s.index == inMapping {
			path = pathOfKey(path, s.key)
		} else {
			path = Index(path, s.index)
		}
	}
	return path
}

func pathOfKey(path, key string) string {
	return strings.TrimPrefix(path+"."+key, ".")
}

// find is the node at path in n, or nil: the value of a key that was taken, or the last of those that were refused.
func find(n *yaml.Node, path string) *yaml.Node {
	if path == "" {
		return n
	}
	switch n.Kind { //nolint:exhaustive // the others hold nothing
	case yaml.SequenceNode:
		number, rest, closed := strings.Cut(strings.TrimPrefix(path, "["), "]")
		if i, err := strconv.Atoi(number); closed && err == nil && i >= 0 && i < len(n.Content) {
			return find(n.Content[i], rest)
		}
	case yaml.MappingNode:
		return findKey(n, strings.TrimPrefix(path, "."))
	}
	return nil
}

func findKey(n *yaml.Node, path string) *yaml.Node {
	var refused *yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		rest, ok := strings.CutPrefix(path, key.Value)
		switch {
		case !ok:
		case key == value && rest == "":
			refused = key
		case key != value && (rest == "" || rest[0] == '.' || rest[0] == '['):
			if found := find(value, rest); found != nil {
				return found
			}
		}
	}
	return refused
}
