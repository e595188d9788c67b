/** The system's code of an error (`ENOENT`), or ''. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What a disk says when it does not take something, by its code (errno(3)). */
const WORDS: Readonly<Record<string, string>> = {
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  EDQUOT: 'the quota is used up',
  EACCES: 'it may not be written by this user',
  EPERM: 'it may not be written by this user',
  EIO: 'the disk reports a fault',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'a folder stands in its place',
  ENOENT: 'there is no such folder, and none can be made',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
}

/** Why a place could not be written, to go on after a colon; null when it is no trouble of the disk's. */
export const diskTrouble = (error: unknown): string | null => {
  const code = codeOf(error)
  const words = WORDS[code]
  return words === undefined ? null : `${words} (${code})`
}

/** What programs that are not ours say of a disk or a machine that takes nothing more. */
const DISK =
  /\b(?:ENOSPC|EROFS|EDQUOT|EMFILE|ENFILE|EIO|ENOMEM)\b|no space left on device|read-only file system|disk quota exceeded|too many open files|\(os error (?:5|12|13|23|24|28|30|122)\)/i

/** And of a network or a registry that does not answer, or answers half. */
const NETWORK =
  /\b(?:E?CONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ENETDOWN|ERR_SOCKET_TIMEOUT|ERR_PNPM_(?:META_FETCH_FAIL|FETCH_(?:408|429|5\d\d)|TARBALL_INTEGRITY|BAD_TARBALL_SIZE|BROKEN_METADATA_JSON))\b|connection (?:refused|reset|closed)|error sending request|reading a body from connection|message length reached|timed out|dns error|\b(?:HTTP|-|status) (?:408|429|5\d\d)\b|\b(?:408|429|5\d\d) (?:Request Time|Too Many|Internal Server|Bad Gateway|Service Unav|Gateway Time)/i

/** Is this the machine's doing? Then it says nothing of whose work it stopped. */
export const isOfTheMachine = (reason: string): boolean => DISK.test(inALine(reason))

/** Is it of the machine or the network? Then it may be otherwise the next time. */
export const isPassing = (reason: string): boolean => isOfTheMachine(reason) || NETWORK.test(inALine(reason))

/** Tools break their lines between any two words. */
const inALine = (reason: string): string => reason.replaceAll(/\s*\n[\s│]*/g, ' ')
