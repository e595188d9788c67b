import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diskTrouble } from '../../../edges/disk-trouble.ts'
import { bytesIfThere, writeWhole } from '../../../edges/documents.ts'
import { type Store, StoreTrouble } from '../../../model/store.ts'

/** A store in a folder: a shared disk, or what a CI's cache carries from run to run. */
export const folderStore = (address: URL): Store => {
  const folder = fileURLToPath(address)
  const fileOf = (name: string): string => join(folder, ...name.split('/'))
  return {
    get: (name) => told(() => bytesIfThere(fileOf(name))),
    put: (name, bytes) => told(() => writeWhole(fileOf(name), Buffer.from(bytes))),
  }
}

const told = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw new StoreTrouble(diskTrouble(error) ?? (error instanceof Error ? error.name : 'unknown'))
  }
}
