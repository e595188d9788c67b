import { UserError } from '../../errors.ts'
import { openStore } from '../../measure/store/open-store.ts'
import { type SharedShelves, sharedShelves } from '../../measure/store/shared-shelves.ts'
import { signaturesOf } from '../../measure/store/signatures.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { MeasureOptions, Place } from '../../model/options.ts'
import type { ProgressEvent } from '../../model/progress.ts'

/**
 * What other machines kept, where `--store`, `SDKDRIFT_STORE` or the matrix says so; nothing is asked yet. A machine that has
 * neither keys nor a login for the matrix's own store does without it, and says so: the file is everybody's.
 * @throws UserError for an address that is none, and for keys that are none
 */
export const sharedStore = async (
  { store, offline }: Pick<MeasureOptions, 'store' | 'offline'>,
  { env }: Pick<Place, 'env'>,
  { store: listed, file }: Pick<Matrix, 'store' | 'file'>,
  tell: (event: ProgressEvent) => void,
): Promise<SharedShelves | null> => {
  const own = store ?? env['SDKDRIFT_STORE']
  const address = own || listed?.address
  // SDKDRIFT_STORE=none: not even the matrix's.
  if (!address || own === 'none' || (offline && !address.startsWith('file:'))) return null
  try {
    const opened = await openStore(address, env, own ? `--store ${own}` : `${file}: store.address`)
    return sharedShelves(tellable(address), opened, signaturesOf(env, listed?.trust ?? []))
  } catch (error) {
    if (own || !(error instanceof UserError) || !LACKS.includes(error.code)) throw error
    tell({ kind: 'note', text: `The store of ${file} is not used: ${error.message}` })
    return null
  }
}

/** What a machine may lack without a fault of the file's. */
const LACKS: readonly string[] = ['store/no-credentials', 'store/nobody-trusted']

/** Without a name and a password, and without a query: it is printed. */
const tellable = (address: string): string => {
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}${pathname}`
}
