/** Why backups fail, as they say it themselves: what the judge of the calm tells its excuses by. */

/** What a log backup says that waits for the next full; without one no logs go, and their volume stops the group. */
export const needsFull = (because: string): boolean =>
  /to build on|are missing|^no database of it is mounted$/.test(because);

export const OTHER_KIND = /^missing full backup: the last full of .* was made by/;

export const NOTHING = /^no database of it is mounted$/;

export const MISSED = /missing file to backup$/;

export const STOPPED =
  /^no session: the Information Store service of \S+ does not run$|^the Information Store service was stopped$/;
