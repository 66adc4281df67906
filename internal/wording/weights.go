package wording

import (
	"cmp"
	"math"
	"slices"
)

// Weights say how much each stem tells about a line: much if few lines of the corpus have it. They never change, and are
// safe for use by several goroutines.
type Weights struct {
	lines int
	holds map[string]int // how many lines have the stem
}

// NewWeights weighs the stems of the lines of a corpus.
func NewWeights(lines []string) *Weights {
	w := &Weights{lines: len(lines), holds: map[string]int{}}
	for _, line := range lines {
		for _, stem := range distinct(Stems(line)) {
			w.holds[stem]++
		}
	}
	return w
}

// Of is the inverse document frequency of a stem, ln(1 + (N - n + 0.5) / (n + 0.5)) for n of N lines that have it
// (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, with 1 added so that it is never
// negative). A stem that no line has weighs most.
func (w *Weights) Of(stem string) float64 { return InverseFrequency(w.holds[stem], w.lines) }

// InverseFrequency is the weight of a word that n of all lines have.
func InverseFrequency(n, all int) float64 {
	return math.Log1p((float64(all-n) + 0.5) / (float64(n) + 0.5))
}

// Similarity is how much two texts are about the same, from 0 to 1: the cosine of their stems, each counted once and
// weighed. Between lines of a catalog, below 0.1 they share no more than words that come by chance; from 0.25 on they
// nearly always speak of the same thing. Lines that say the same in other words are not found.
func (w *Weights) Similarity(a, b string) float64 { return w.Vector(a).Cosine(w.Vector(b)) }

// Vector is a text made ready for comparisons with many others.
type Vector struct {
	parts []part // by stem
	norm  float64
	hints [4]uint64 // a bit for each stem: two texts that share no bit share no stem
}

type part struct {
	stem   string
	weight float64
}

// Vector makes a text ready for comparisons.
func (w *Weights) Vector(text string) *Vector {
	v := &Vector{}
	sum := 0.0
	for _, stem := range distinct(Stems(text)) {
		weight := w.Of(stem)
		v.parts = append(v.parts, part{stem, weight})
		bit := hash(stem)
		v.hints[bit/64] |= 1 << (bit % 64)
		sum += weight * weight
	}
	v.norm = math.Sqrt(sum)
	return v
}

// Cosine is the similarity of two texts, from 0 to 1; a text without a stem is like none.
func (v *Vector) Cosine(other *Vector) float64 {
	if v.norm == 0 || other.norm == 0 || !v.mayShare(other) {
		return 0
	}
	sum := 0.0
	for i, j := 0, 0; i < len(v.parts) && j < len(other.parts); {
		switch cmp.Compare(v.parts[i].stem, other.parts[j].stem) {
		case -1:
			i++
		case 1:
			j++
		default:
			sum += v.parts[i].weight * other.parts[j].weight
			i, j = i+1, j+1
		}
	}
	return min(1, sum/(v.norm*other.norm))
}

func (v *Vector) mayShare(other *Vector) bool {
	return v.hints[0]&other.hints[0]|v.hints[1]&other.hints[1]|v.hints[2]&other.hints[2]|v.hints[3]&other.hints[3] != 0
}

// hash is the bit of a stem, from 0 to 255 (FNV-1a, folded).
func hash(stem string) uint32 {
	h := uint32(2166136261)
	for i := range len(stem) {
		h = (h ^ uint32(stem[i])) * 16777619
	}
	h ^= h >> 16
	return (h ^ h>>8) & 255
}

// distinct sorts stems and leaves each there once.
func distinct(stems []string) []string {
	slices.Sort(stems)
	return slices.Compact(stems)
}
