package reload

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Fingerprint tells apart what files hold: that of the file at path and of every file in folder whose name matches
// pattern, of each up to limit bytes. An empty path or folder is left out. What cannot be read counts with its error.
func Fingerprint(path, folder, pattern string, limit int64) string {
	sum := sha256.New()
	var names []string
	if path != "" {
		names = append(names, path)
	}
	if folder != "" {
		entries, err := os.ReadDir(folder)
		fmt.Fprintln(sum, err)
		for _, entry := range entries { // sorted by name
			if ok, err := filepath.Match(pattern, entry.Name()); ok && err == nil {
				names = append(names, filepath.Join(folder, entry.Name()))
			}
		}
	}
	for _, name := range names {
		data, err := ReadFile(name, limit)
		fmt.Fprintf(sum, "%q %d %v\n", name, len(data), err)
		sum.Write(data)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// ReadFile reads at most limit bytes of a file.
func ReadFile(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name) //nolint:gosec // the user names it
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit))
}
