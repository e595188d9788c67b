import { copyFile, lstat, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Makes what a wheel brings compiled this folder's own. uv links its files to what it unpacked, for all who install that wheel;
 * a driver may write where bytecode lies, so through such a link into every other version's.
 */
export const ownBytecode = async (dir: string): Promise<void> => {
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !`${entry.parentPath}/`.includes('/__pycache__/')) continue
    const file = join(entry.parentPath, entry.name)
    if ((await lstat(file)).nlink < 2) continue
    await copyFile(file, `${file}.own`)
    await rename(`${file}.own`, file)
  }
}
