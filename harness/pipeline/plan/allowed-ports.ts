import { UserError } from '../../errors.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Session } from '../measure/session.ts'
import type { World } from '../world.ts'

/** What a report says of ports that were opened. */
export const portNotes = ({ id, allowPorts = [] }: Pick<MatrixSdk, 'id' | 'allowPorts'>): readonly string[] =>
  allowPorts.length === 0
    ? []
    : [
        `Programs of ${id} may also connect to ${allowPorts.map((port) => `127.0.0.1:${port}`).join(', ')}, as you allowed.`,
      ]

/**
 * Runs a program that may connect to ports of its own: one at a time, since a port is one program's, and only where nobody
 * else listens, since what others have there may lead anywhere.
 * @throws UserError when a port is taken
 */
export const withPorts = <T>(
  { allowPorts = [] }: Pick<MatrixSdk, 'allowPorts'>,
  run: () => Promise<T>,
  session: Pick<Session, 'queues'>,
  world: Pick<World, 'portTaken'>,
): Promise<T> => {
  if (allowPorts.length === 0) return run()
  return session.queues.ports.add(async () => {
    for (const port of allowPorts)
      if (await world.portTaken(port))
        throw new UserError('command/port-taken', {
          what: `Somebody else listens at 127.0.0.1:${port}, so a program that may connect to it could leave this machine.`,
          where: `allowPorts: ${port}`,
          hint: 'Let the program start its proxy itself, at a port that is free.',
        })
    return run()
  })
}
