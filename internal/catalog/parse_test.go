package catalog_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/catalog"
	"rolewright/internal/strictyaml"
)

func read(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func parse(t testing.TB, data string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Parse("roles.yaml", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func good(t testing.TB) *catalog.Catalog {
	t.Helper()
	return parse(t, read(t, "testdata/good.yaml"))
}

// edited is testdata/good.yaml in which pairs of old and new text are replaced.
func edited(t *testing.T, edits ...string) string {
	t.Helper()
	return replaced(t, read(t, "testdata/good.yaml"), edits...)
}

// replaced is a text in which new texts stand for old ones; an old text that is not there is an error of the test.
func replaced(t *testing.T, text string, edits ...string) string {
	t.Helper()
	for i := 0; i < len(edits); i += 2 {
		if !strings.Contains(text, edits[i]) {
			t.Fatalf("the text does not hold %q", edits[i])
		}
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	return text
}

// Every message is "roles.yaml:" and the given text.
func TestParseRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		edits []string
		want  []string
	}{
		{"unknown key", []string{"    purpose: You keep", "    porpoise: x\n    purpose: You keep"}, []string{"35:5: roles[0].porpoise: is not a key here; use slug, title, aliases, family, track, codes, default_level, summary, purpose, responsibilities, must_have, nice_to_have, skills, education, experience, team_role, focus, success, works_with, hire_when, levels"}},
		{"unknown key of a mapping in a line", []string{"kind: synonym}", "kind: synonym, plural: RNs}"}, []string{"26:36: roles[0].aliases[0].plural: is not a key here; use title, kind, level"}},
		{"unknown key at the top", []string{"families:", "trades: []\nfamilies:"}, []string{"18:1: trades: is not a key here; use levels, families, roles, comparisons, advice"}},
		{"doubled key", []string{"    purpose: You keep", "    title: Nurse\n    purpose: You keep"}, []string{"35:5: roles[0].title: is there twice; keep one"}},
		{"doubled level", []string{"      senior:\n        title: Nurse in", "      mid: {}\n      senior:\n        title: Nurse in"}, []string{"59:7: roles[0].levels.mid: is there twice; keep one"}},
		{"number for text", []string{"    title: Carer", "    title: 7"}, []string{"69:12: roles[1].title: want text; put it in quotes if it looks like something else"}},
		{"truth value", []string{"    education: A nursing degree leads here.", "    education: true"}, []string{"47:16: roles[0].education: want text; put it in quotes if it looks like something else"}},
		{"date for text", []string{"    education: A nursing degree leads here.", "    education: 2026-01-01"}, []string{"47:16: roles[0].education: want text; put it in quotes if it looks like something else"}},
		{"tagged text", []string{"    education: A nursing", "    education: !nurse A nursing"}, []string{"47:16: roles[0].education: want text; put it in quotes if it looks like something else"}},
		{"list for text", []string{"    education: A nursing degree leads here.", "    education: [A nursing degree leads here.]"}, []string{"47:16: roles[0].education: want text; put it in quotes if it looks like something else"}},
		{"mapping for text", []string{"    education: A nursing degree leads here.", "    education: {a: b}"}, []string{"47:16: roles[0].education: want text; put it in quotes if it looks like something else"}},
		{"text for a list", []string{"skills: [Cooking]", "skills: Cooking"}, []string{"80:13: roles[1].skills: want a list"}},
		{"number in a list", []string{"skills: [Cooking]", "skills: [Cooking, 4]"}, []string{"80:23: roles[1].skills[1]: want text; put it in quotes if it looks like something else"}},
		{"text for a mapping", []string{`    codes: {onet_soc: 31-1121.00, isco_08: "5322"}`, "    codes: 5322"}, []string{"73:12: roles[1].codes: want keys and values"}},
		{"null for text", []string{"    education: A nursing degree leads here.", "    education: null"}, []string{"47:16: roles[0].education: want text; put it in quotes if it looks like something else"}},
		{"nothing for text", []string{"    education: A nursing degree leads here.", "    education:"}, []string{"47:15: roles[0].education: want text; put it in quotes if it looks like something else"}},
		{"null for a list", []string{"    aliases: []", "    aliases: ~"}, []string{"70:14: roles[1].aliases: want a list"}},
		{"null for a level", []string{"      mid:\n        scope: You own your visits.\n        autonomy: You decide alone.\n        experience: One year of visits.\n        responsibilities: [Plan the visits]\n        must_have: [One year of practice]\n", "      mid:\n"}, []string{"87:11: roles[1].levels.mid: want keys and values"}},
		{"second document", []string{"    aliases: []", "    aliases: []\n---\nroles: []\nx:\n  - x: []"}, []string{"71:1: a second document begins here; keep one"}},
		{"anchor", []string{"    education: A nursing", "    education: &degree A nursing"}, []string{"47:16: roles[0].education: anchors and aliases are not used here: write the text out"}},
		{"alias", []string{"    education: A nursing degree leads here.", "    education: &degree A nursing degree leads here.", "A short course leads here.", "*degree"}, []string{
			"47:16: roles[0].education: anchors and aliases are not used here: write the text out",
			"81:16: roles[1].education: anchors and aliases are not used here: write the text out",
		}},
		{"anchor of a key", []string{"    education: A nursing", "    &key education: A nursing"}, []string{
			"47:5: roles[0].education: want a plain key",
			"47:5: roles[0].education: is missing",
		}},
		{"merge key", []string{"        scope: You own a shift.", "        <<: {scope: You own a shift.}"}, []string{
			"54:9: roles[0].levels.mid.<<: want a plain key",
			"54:9: roles[0].levels.mid.scope: is missing",
		}},
		{"list for a key", []string{"        scope: You own a shift.", "        ? [scope]\n        : You own a shift."}, []string{
			"54:9: roles[0].levels.mid.scope: is missing",
			"54:11: roles[0].levels.mid.: want a plain key",
		}},
		{"bad YAML", []string{"    aliases: []", "    aliases: [}"}, []string{"70: is not YAML: did not find expected node content"}},
		{"tab", []string{"    aliases: []", "\taliases: []"}, []string{"70: is not YAML: found a tab character that violates indentation"}},
		{"unknown family", []string{"    family: health\n    track: care\n    codes: {onet_soc: 31", "    family: wealth\n    track: care\n    codes: {onet_soc: 31"}, []string{`71:13: roles[1].family: "wealth" is not among the families`}},
		{"unknown track", []string{"    track: care\n    codes: {onet_soc: 31", "    track: cars\n    codes: {onet_soc: 31"}, []string{`72:12: roles[1].track: "cars" is not among the tracks`}},
		{"unknown default level", []string{"    default_level: mid\n    summary: A carer", "    default_level: senior\n    summary: A carer"}, []string{`74:20: roles[1].default_level: "senior" is not among the levels of the role: [mid]`}},
		{"unknown level", []string{"      senior:\n        title: Nurse in", "      guru:\n        title: Nurse in", "kind: narrower, level: senior", "kind: narrower"}, []string{`60:9: roles[0].levels.guru: "guru" is no level; use one of [intern entry junior mid senior lead principal executive]`}},
		{"unknown level without a title", []string{"      senior:\n        title: Nurse in Charge\n", "      guru:\n", "kind: narrower, level: senior", "kind: narrower"}, []string{`60:9: roles[0].levels.guru: "guru" is no level; use one of [intern entry junior mid senior lead principal executive]`}},
		{"unknown level of a track", []string{"        senior: {name:", "        guru: {name:"}, []string{`17:15: levels.tracks[0].levels.guru: "guru" is no level; use one of [intern entry junior mid senior lead principal executive]`}},
		{"level without a name on the track", []string{"        senior: {name: \"Senior {title}\", adds: The hard cases.}\n", "", "        title: Nurse in Charge\n", ""}, []string{"59:9: roles[0].levels.senior.title: track care has no name for senior: give the level a title"}},
		{"scale out of order", []string{"    - {slug: intern", "    - {slug: interne"}, []string{"3:14: levels.scale[0].slug: want the scale in its order: [intern entry junior mid senior lead principal executive]"}},
		{"scale too short", []string{"    - {slug: executive, title: Executive, summary: What executive means.}\n", ""}, []string{"3:5: levels.scale: want all of [intern entry junior mid senior lead principal executive]"}},
		{"scale too long", []string{"  tracks:", "    - {slug: god, title: God, summary: What god means.}\n  tracks:"}, []string{
			"3:5: levels.scale: want all of [intern entry junior mid senior lead principal executive]",
			"11:14: levels.scale[8].slug: want the scale in its order: [intern entry junior mid senior lead principal executive]",
		}},
		{"pattern without title", []string{`name: "Senior {title}"`, "name: Senior"}, []string{`17:24: levels.tracks[0].levels.senior.name: want a pattern with {title}, such as "Senior {title}"`}},
		{"pattern missing", []string{`{name: "Senior {title}", adds: The hard cases.}`, "{adds: The hard cases.}"}, []string{"17:17: levels.tracks[0].levels.senior.name: is missing"}},
		{"bad slug", []string{"  - slug: carer", "  - slug: Home Carer"}, []string{`68:11: roles[1].slug: "Home Carer" is no slug: use lower-case letters, digits and single hyphens`}},
		{"bad slug of a family", []string{"  - slug: health", "  - slug: -health", "family: health", "family: -health", "family: health", "family: -health"}, []string{`19:11: families[0].slug: "-health" is no slug: use lower-case letters, digits and single hyphens`}},
		{"doubled slug", []string{"  - slug: carer", "  - slug: nurse"}, []string{`68:11: roles[1].slug: "nurse" is there twice; keep one`}},
		{"doubled family", []string{"roles:\n", "  - slug: health\n    title: Wealth\n    summary: Twice.\nroles:\n"}, []string{`22:11: families[1].slug: "health" is there twice; keep one`}},
		{"doubled track", []string{"families:\n", "    - {slug: care, title: Care, summary: Twice., levels: {mid: {name: \"{title}\", adds: A.}}}\nfamilies:\n"}, []string{`18:14: levels.tracks[1].slug: "care" is there twice; keep one`}},
		{"ambiguous alias", []string{"    aliases: []", "    aliases:\n      - {title: r-n, kind: synonym}"}, []string{`71:9: roles[1].aliases[0]: "r-n" already means the role nurse`}},
		{"ambiguous title", []string{"    title: Carer", "    title: Senior Nurse", "        title: Nurse in Charge\n", ""}, []string{
			`68:12: roles[1].title: "Senior Nurse" already means the role nurse`,
			`87:9: roles[1].levels.mid: "Senior Nurse" already means the role nurse`,
		}},
		{"alias without letters", []string{"    aliases: []", "    aliases:\n      - {title: \"--\", kind: synonym}"}, []string{"71:9: roles[1].aliases[0]: has no letter or digit"}},
		{"unknown kind of alias", []string{"kind: synonym", "kind: nickname"}, []string{`26:27: roles[0].aliases[0].kind: "nickname" is not a kind of alias; use one of [synonym search_only narrower related]`}},
		{"missing kind of alias", []string{"{title: RN, kind: synonym}", "{title: RN}"}, []string{`26:9: roles[0].aliases[0].kind: "" is not a kind of alias; use one of [synonym search_only narrower related]`}},
		{"level of a synonym", []string{"kind: synonym}", "kind: synonym, level: mid}"}, []string{"26:43: roles[0].aliases[0].level: only a narrower alias has a level, and one that the role has: [mid senior]"}},
		{"level of an alias that the role does not have", []string{"level: senior}", "level: lead}"}, []string{"27:54: roles[0].aliases[1].level: only a narrower alias has a level, and one that the role has: [mid senior]"}},
		{"missing text", []string{"    focus: Most of the day is spent in homes.\n", ""}, []string{"68:5: roles[1].focus: is missing"}},
		{"empty text", []string{"    focus: Most of the day is spent in homes.", `    focus: ""`}, []string{"84:12: roles[1].focus: is missing"}},
		{"too long text", []string{"    focus: Most of the day is spent in homes.", "    focus: " + strings.Repeat("x", 301)}, []string{"84:12: roles[1].focus: has 301 characters; want at most 250"}},
		{"too long title", []string{"    title: Carer", "    title: " + strings.Repeat("y", 61)}, []string{"69:12: roles[1].title: has 61 characters; want at most 60"}},
		{"white space", []string{"    focus: Most of the day is spent in homes.", `    focus: " Most of the day is spent in homes."`}, []string{"84:12: roles[1].focus: begins or ends with white space"}},
		{"line break", []string{"    focus: Most of the day is spent in homes.", "    focus: |\n      Most of the day\n      is spent in homes."}, []string{"84:12: roles[1].focus: begins or ends with white space"}},
		{"control character", []string{"    focus: Most of the day", `    focus: "Most\a of the day" #`}, []string{"50:12: roles[0].focus: holds a line break or another control character; write one line"}},
		{"line separator", []string{"    focus: Most of the day", `    focus: "Most\Lof the day" #`}, []string{"50:12: roles[0].focus: holds a line break or another control character; write one line"}},
		{"direction mark", []string{"    focus: Most of the day", `    focus: "Most\u202eof the day" #`}, []string{"50:12: roles[0].focus: holds a line break or another control character; write one line"}},
		{"private-use character", []string{"    focus: Most of the day", `    focus: "Most\ue000of the day" #`}, []string{"50:12: roles[0].focus: holds a line break or another control character; write one line"}},
		{"missing lines", []string{"    skills: [Cooking]\n", ""}, []string{"68:5: roles[1].skills: has 0 lines; want 1 to 12"}},
		{"too many lines", []string{"    nice_to_have: []", "    nice_to_have: [A, B, C, D, E]"}, []string{"79:19: roles[1].nice_to_have: has 5 lines; want 0 to 4"}},
		{"line too long", []string{"skills: [Cooking]", "skills: [" + strings.Repeat("z", 201) + "]"}, []string{"80:14: roles[1].skills[0]: has 201 characters; want at most 200"}},
		{"too few after merging", []string{"        responsibilities: [Plan the ward, Teach colleagues]", "        responsibilities: [Plan the ward]"}, []string{"64:27: roles[0].levels.senior.responsibilities: with the role's own lines this makes 4; want 5 to 8"}},
		{"too many after merging", []string{"        must_have: [One year of practice]", "        must_have: [One, Two, Three, Four]", "    must_have: [Patience, A driving license, Respect for a home]", "    must_have: [A, B, C, D]"}, []string{"92:20: roles[1].levels.mid.must_have: with the role's own lines this makes 8; want 4 to 7"}},
		{"omitted line that is not there", []string{"skills/0]", "skills/2, skills, summary/0, success/0, responsibilities/-1]"}, []string{
			`66:36: roles[0].levels.senior.omit[1]: "skills/2" is no line of the role; want one such as responsibilities/0`,
			`66:46: roles[0].levels.senior.omit[2]: "skills" is no line of the role; want one such as responsibilities/0`,
			`66:54: roles[0].levels.senior.omit[3]: "summary/0" is no line of the role; want one such as responsibilities/0`,
			`66:65: roles[0].levels.senior.omit[4]: "success/0" is no line of the role; want one such as responsibilities/0`,
			`66:76: roles[0].levels.senior.omit[5]: "responsibilities/-1" is no line of the role; want one such as responsibilities/0`,
		}},
		{"bad codes", []string{`onet_soc: 31-1121.00, isco_08: "5322"`, `onet_soc: "311121", isco_08: "53"`}, []string{
			"73:23: roles[1].codes.onet_soc: want an O*NET-SOC code such as 15-1252.00",
			"73:42: roles[1].codes.isco_08: want an ISCO-08 unit group such as 2512",
		}},
		{"no codes", []string{"    codes: {onet_soc: 31-1121.00, isco_08: \"5322\"}\n", ""}, []string{
			"68:5: roles[1].codes.onet_soc: want an O*NET-SOC code such as 15-1252.00",
			"68:5: roles[1].codes.isco_08: want an ISCO-08 unit group such as 2512",
		}},
		{"no levels", []string{"    levels:\n      mid:\n        scope: You own your visits.\n        autonomy: You decide alone.\n        experience: One year of visits.\n        responsibilities: [Plan the visits]\n        must_have: [One year of practice]\n", ""}, []string{`74:20: roles[1].default_level: "mid" is not among the levels of the role: []`}},
		{"empty level", []string{"      mid:\n        scope: You own your visits.\n        autonomy: You decide alone.\n        experience: One year of visits.\n        responsibilities: [Plan the visits]\n        must_have: [One year of practice]\n", "      mid: {}\n"}, []string{
			"87:12: roles[1].levels.mid.scope: is missing",
			"87:12: roles[1].levels.mid.autonomy: is missing",
			"87:12: roles[1].levels.mid.experience: is missing",
			"87:12: roles[1].levels.mid.responsibilities: has 0 lines; want 1 to 4",
			"87:12: roles[1].levels.mid.must_have: has 0 lines; want 1 to 4",
		}},
		{"broken families do not break roles", []string{"families:\n  - slug: health\n    title: Health\n    summary: People who look after patients.\n", "families: none\n"}, []string{"18:11: families: want a list"}},
		{"broken tracks do not break roles", []string{"    - slug: care\n      title: Care\n", "    - slug: 7\n      title: Care\n"}, []string{"12:13: levels.tracks[0].slug: want text; put it in quotes if it looks like something else"}},
		{"broken levels do not break a role", []string{"    levels:\n      mid:\n        scope: You own your visits.\n        autonomy: You decide alone.\n        experience: One year of visits.\n        responsibilities: [Plan the visits]\n        must_have: [One year of practice]\n", "    levels: [mid]\n"}, []string{"86:13: roles[1].levels: want keys and values"}},
		{"broken role does not move others", []string{"roles:\n", "roles:\n  - nurse\n", "    focus: Most of the day is spent in homes.\n", ""}, []string{
			"23:5: roles[0]: want keys and values",
			"69:5: roles[2].focus: is missing",
		}},
		{"many faults at once", []string{"    title: Health\n", "    titel: Health\n", "  - slug: nurse", "  - slug: nurse!", "kind: related", "kind: relative", "onet_soc: 29-1141.00", "onet_soc: soon", "    purpose: You keep patients safe.", "    purpose: [You keep patients safe.]", "skills: [Assessment, Wound care]", "skills: []", "        title: Nurse in Charge", "        title: 4", "omit: [responsibilities/1, skills/0]", "omit: [skills/9]", "    aliases: []", "    aliases: [{title: rn, kind: synonym}]", "    title: Carer\n", "    title: Carer\n    title: Carer\n"}, []string{
			"19:5: families[0].title: is missing",
			"20:5: families[0].titel: is not a key here; use slug, title, summary",
			`23:11: roles[0].slug: "nurse!" is no slug: use lower-case letters, digits and single hyphens`,
			`28:31: roles[0].aliases[2].kind: "relative" is not a kind of alias; use one of [synonym search_only narrower related]`,
			"32:23: roles[0].codes.onet_soc: want an O*NET-SOC code such as 15-1252.00",
			"35:14: roles[0].purpose: want text; put it in quotes if it looks like something else",
			"46:13: roles[0].skills: has 0 lines; want 1 to 12",
			"60:16: roles[0].levels.senior.title: want text; put it in quotes if it looks like something else",
			`66:16: roles[0].levels.senior.omit[0]: "skills/9" is no line of the role; want one such as responsibilities/0`,
			"70:5: roles[1].title: is there twice; keep one",
			`71:15: roles[1].aliases[0]: "rn" already means the role nurse!`,
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			checkFaults(t, edited(t, test.edits...), test.want)
		})
	}
}

// checkFaults wants exactly the given messages of a file, in their order.
func checkFaults(t *testing.T, text string, want []string) {
	t.Helper()
	checkSchema(t, text)
	c, err := catalog.Parse("roles.yaml", []byte(text))
	if err == nil || c != nil {
		t.Fatalf("got catalog %v and error %v", c, err)
	}
	var fileError *strictyaml.Error
	if !errors.As(err, &fileError) || fileError.Name != "roles.yaml" || len(fileError.Faults) != len(want) {
		t.Errorf("got %d faults, want %d", len(fileError.Faults), len(want))
	}
	for i := range want {
		want[i] = "roles.yaml:" + want[i]
	}
	if diff := cmp.Diff(want, strings.Split(err.Error(), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Faults of a file that is not read at all.
func TestParseRefusesFiles(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"empty", "", "1:1: is empty; want one YAML document"},
		{"only a comment", "# roles\n", "1:1: is empty; want one YAML document"},
		{"null", "~\n", "1:1: want keys and values"},
		{"text", "roles\n", "1:1: want keys and values"},
		{"list", "- slug: nurse\n", "1:1: want keys and values"},
		{"too large", strings.Repeat("x", 2<<20+1), " the file is larger than 2097152 bytes"},
		{"not UTF-8", "roles: [\xff]\n", "1: is not YAML: invalid leading UTF-8 octet"},
		{"unclosed", "roles: [\n", "2: is not YAML: did not find expected node content"},
		{"deep", "roles: " + strings.Repeat("[", 20_000), "1: is not YAML: exceeded max depth of 10000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			checkFaults(t, test.text, []string{test.want})
		})
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	c := good(t)
	if got := len(c.Roles()); got != 2 {
		t.Errorf("%d roles", got)
	}
	if role, ok := c.Role("carer"); !ok || role.Title != "Carer" {
		t.Errorf("got role %v", role)
	}
	if role, ok := c.Role("Carer"); ok {
		t.Errorf("Role takes slugs only, got %v", role)
	}
	if len(c.Families()) != 1 || len(c.Scale()) != 8 || len(c.Tracks()) != 1 {
		t.Errorf("got %d families, %d levels, %d tracks", len(c.Families()), len(c.Scale()), len(c.Tracks()))
	}
	if d := c.Digest(); !strings.HasPrefix(d, "sha256:") || len(d) != 71 || d == parse(t, edited(t, "Carer", "Helper")).Digest() {
		t.Errorf("digest is %s", d)
	}
}

func FuzzParse(f *testing.F) {
	text := read(f, "testdata/good.yaml")
	f.Add([]byte(text))
	for _, s := range []string{
		"", "~", "---\n---\n", "roles: [{slug: a}]", "levels: {scale: [], tracks: [{levels: {mid: }}]}", "<<: {roles: []}", "a: &a [*a]", "? [a]\n: b", "roles: !!set {a}",
		"roles: [{levels: {\"a.b[0]\": {}}}]", "!!binary aGk=: x", "roles:\n- *a", "\xff", "{roles: [{}, {}], families: [{}], levels: {tracks: [{}]}}",
	} {
		f.Add([]byte(s))
		f.Add([]byte(strings.Replace(text, "    aliases: []\n", "    "+s+"\n", 1)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := catalog.Parse("roles.yaml", data)
		if err == nil {
			checkProfiles(t, c)
			return
		}
		var fileError *strictyaml.Error
		if c != nil || !errors.As(err, &fileError) || len(fileError.Faults) == 0 {
			t.Fatalf("got catalog %v and error %v", c, err)
		}
		last, lines := 0, 2
		for _, r := range string(data) {
			if strings.ContainsRune("\r\n\u0085\u2028\u2029", r) {
				lines++
			}
		}
		for _, fault := range fileError.Faults {
			if fault.Line < last || fault.Line > lines || fault.Detail == "" {
				t.Errorf("fault %+v after line %d of %d", fault, last, lines)
			}
			last = fault.Line
		}
	})
}

func BenchmarkParse(b *testing.B) {
	data := []byte(read(b, "../../roles.yaml"))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := catalog.Parse("roles.yaml", data); err != nil {
			b.Fatal(err)
		}
	}
}
