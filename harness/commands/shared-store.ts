import { openStore } from '../measure/store/open-store.ts'
import { type SharedShelves, sharedShelves } from '../measure/store/shared-shelves.ts'
import { signaturesOf } from '../measure/store/signatures.ts'
import type { MeasureOptions, Place } from '../model/options.ts'

/**
 * What other machines kept, where `--store` or `SDKDRIFT_STORE` says so; nothing is asked yet.
 * @throws UserError for an address that is none, and for keys that are none
 */
export const sharedStore = async (
  { store, offline }: Pick<MeasureOptions, 'store' | 'offline'>,
  { env }: Pick<Place, 'env'>,
): Promise<SharedShelves | null> => {
  const address = store ?? env['SDKDRIFT_STORE']
  if (!address) return null
  const opened = await openStore(address, env)
  const signatures = signaturesOf(env)
  return offline && !address.startsWith('file:') ? null : sharedShelves(tellable(address), opened, signatures)
}

/** Without a name and a password, and without a query: it is printed. */
const tellable = (address: string): string => {
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}${pathname}`
}
