package catalog

import "io/fs"

// ReadTitleWords reads the files of words that titles are written with, and tells what is wrong with them.
func ReadTitleWords(files fs.FS) error {
	_, err := newVocabulary(files)
	return err
}
