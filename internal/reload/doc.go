// Package reload notices when files have changed and has them put to use, whole or not at all. It looks at what the
// files hold rather than at their times, so that it does not matter how they are written: in place, renamed over, behind
// a symbolic link that now leads elsewhere, or with an old time. It knows nothing of what is in the files.
package reload
