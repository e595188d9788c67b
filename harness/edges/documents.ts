import { readFileSync } from 'node:fs'
import { access, type FileHandle, glob, open, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { UserError } from '../errors.ts'
import { lastFew } from '../model/remembered.ts'
import { makeFolder } from './make-folder.ts'

/**
 * A file's text, or null when there is none.
 * @throws UserError when it is there and cannot be read: it may not be, or is a folder
 */
export const readIfThere = async (path: string): Promise<string | null> =>
  (await bytesIfThere(path))?.toString('utf8') ?? null

/** The same of a file that is no text. */
export const bytesIfThere = (path: string): Promise<Buffer | null> =>
  readFile(path).catch((error: unknown) => nullIfGone(error, path))

/** The same at once, of a small one: to wait for it takes five times as long as to read it, which is much for two thousand. */
export const bytesAtOnce = (path: string): Buffer | null => {
  try {
    return readFileSync(path)
  } catch (error) {
    return nullIfGone(error, path)
  }
}

/**
 * A file line by line, or null when there is none; it may be longer than a text can be.
 * @throws UserError as `readIfThere` does
 */
export const linesIfThere = async (path: string): Promise<AsyncIterable<string> | null> => {
  try {
    const file = await open(path)
    // A folder can be opened, and not be read.
    if ((await file.stat()).isDirectory()) {
      await file.close()
      throw Object.assign(new Error(path), { code: 'EISDIR' })
    }
    return file.readLines()
  } catch (error) {
    return nullIfGone(error, path)
  }
}

const nullIfGone = (error: unknown, path: string): null => {
  if (!(error instanceof Error && 'code' in error)) throw error
  if (error.code === 'ENOENT') return null
  const why = UNREADABLE[String(error.code)]
  throw why ? new UserError('file/unreadable', { what: `${why}.`, where: path }) : error
}

const UNREADABLE: Readonly<Record<string, string>> = {
  EISDIR: 'This is a folder, and a file is wanted',
  ENOTDIR: 'A part of this path is a file, and no folder',
  EACCES: 'This file may not be read',
  EPERM: 'This file may not be read',
  ELOOP: 'This is a link that leads to itself',
  ENAMETOOLONG: 'This path is too long',
  ERR_STRING_TOO_LONG: 'This file is longer than a text can be, and not laid out as sdkdrift writes it',
  ERR_FS_FILE_TOO_LARGE: 'This file is longer than a text can be, and not laid out as sdkdrift writes it',
}

/** Is there a file or a folder with this path? */
export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** All files of a folder with this ending, in order of name, with their texts. */
export const readFolder = async (
  dir: string,
  ending: string,
): Promise<readonly { readonly path: string; readonly text: string }[]> => {
  const names = (await readdir(dir)).filter((name) => name.endsWith(ending)).sort()
  return Promise.all(
    names.map(async (name) => ({ path: join(dir, name), text: await readFile(join(dir, name), 'utf8') })),
  )
}

/** The files of each of a folder's folders with this ending, in order of name, with that folder's name and their texts. */
export const readFolders = async (
  dir: string,
  ending: string,
): Promise<readonly { readonly path: string; readonly text: string; readonly group: string }[]> => {
  const entries = await readdir(dir, { withFileTypes: true })
  const groups = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
  const files = groups.map(async (group) =>
    (await readFolder(join(dir, group), ending)).map((file) => ({ ...file, group })),
  )
  return (await Promise.all(files)).flat()
}

/** The files that a glob fits, absolute, in order of name. Installed packages are none of them. */
export const filesLike = async (pattern: string): Promise<readonly string[]> => {
  const found: string[] = []
  for await (const path of glob(pattern, { exclude: ['**/node_modules/**'] })) found.push(path)
  return found.sort()
}

/**
 * Writes a file whole or not at all; makes its folder.
 * @param text may come in pieces: of these only some are held at once
 */
export const writeWhole = async (path: string, text: string | Buffer | Iterable<string>): Promise<void> => {
  await makeFolder(dirname(path))
  if (typeof text === 'string' || Buffer.isBuffer(text)) await writeFileAtomic(path, text)
  else await writeFileAtomic(path, '', { tmpfileCreated: (temporary) => fill(temporary, text) })
}

/** As much as is worth a write. */
const ONE_WRITE = 1 << 20

/** Pieces, several short ones as one. */
export function* gathered(pieces: Iterable<string>, size = ONE_WRITE): Generator<string> {
  let text = ''
  for (const piece of pieces) {
    text += piece
    if (text.length < size) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

/** Two buffers for all of it, of which one is filled while the other is written: text by the megabyte would wait for the collector. */
const fill = async (path: string, pieces: Iterable<string>): Promise<void> => {
  const file = await open(path, 'r+')
  let [buffer, other] = [Buffer.allocUnsafe(ONE_WRITE), Buffer.allocUnsafe(ONE_WRITE)]
  let used = 0
  let writing: Promise<void> = Promise.resolve()
  const flush = async (): Promise<void> => {
    await writing
    writing = writeAll(file, buffer.subarray(0, used))
    // Told where it is waited for.
    writing.catch(() => {})
    ;[buffer, other] = [other, buffer]
    used = 0
  }
  const bytesOf = lastFew((text: string) => Buffer.from(text), MOST_ENCODED)
  try {
    for (const text of pieces) {
      const most = text.length * MOST_BYTES
      if (used + most > ONE_WRITE) await flush()
      if (most > ONE_WRITE) {
        await writing
        await file.writeFile(text)
      } else if (text.length < WORTH_KEEPING || text.length > MOST_KEPT) used += buffer.write(text, used)
      else used += bytesOf(text).copy(buffer, used)
    }
    await flush()
    await writing
  } finally {
    await file.close()
  }
}

/** Pieces of which the bytes are known: in a long report most are the same texts again. */
const MOST_ENCODED = 2_000
/** A shorter one is encoded sooner than it is found. */
const WORTH_KEEPING = 200
/** A longer one seldom comes again, and thousands of them would fill the memory. */
const MOST_KEPT = 16_384

const writeAll = async (file: FileHandle, bytes: Uint8Array): Promise<void> => {
  for (let from = 0; from < bytes.length; ) from += (await file.write(bytes, from)).bytesWritten
}

/** UTF-8 takes no more for each unit of a string. */
const MOST_BYTES = 3
