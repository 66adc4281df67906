package strictyaml

import "gopkg.in/yaml.v3"

// Parse parses a file in as many pieces, if it can be cut.
func Parse(data []byte, pieces int) (root *yaml.Node, alone bool, err error) {
	d := newDocument()
	alone = d.parse(data, pieces)
	return d.root, alone, d.Err("f.yaml")
}

// MayBeCut reports whether a file is within the bounds for files that are cut.
func MayBeCut(data []byte) bool {
	marks, _, ok := affordable(data)
	return ok && mayBeCut(len(data), marks)
}

// Cuts is how many cuts there are to make as many pieces.
func Cuts(data []byte, pieces int) int { return len(cuts(data, pieces)) }

// Pieces is in how many pieces a file is parsed.
func Pieces() int { return pieces }
