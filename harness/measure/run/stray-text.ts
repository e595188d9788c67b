import { atMost, counted } from '../../model/listed.ts'

/** What a reader is told of processes that were left running, by their names. @param who left them */
export const strayText = (who: string, names: readonly string[]): string =>
  `${who} left ${counted(names.length, 'process', 'processes')} running (${atMost([...new Set(names)].sort(), 5)}), which ${names.length === 1 ? 'was' : 'were'} ended.`
