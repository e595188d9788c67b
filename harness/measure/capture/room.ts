/** Long bodies of a cell that are held at the same time. The others wait on their sockets, in the kernel. */
const PLACES = 8

/** Room for the long bodies of one cell. */
export type Room = {
  /**
   * Asks for a place.
   * @param onPlace called once there is one, at once if it is free
   * @param onClosed called when the room is closed before the place was given back: nobody needs the body any more
   * @returns gives the place back, or the wish for one
   */
  readonly ask: (onPlace: () => void, onClosed: () => void) => () => void
  /** Nobody gets a place here any more. */
  readonly close: () => void
}

export const roomForBodies = (places = PLACES): Room => {
  type Guest = { readonly onPlace: () => void; readonly onClosed: () => void; isIn: boolean }
  const guests = new Set<Guest>()
  let isClosed = false
  const letIn = (): void => {
    let free = places - [...guests].filter(({ isIn }) => isIn).length
    for (const guest of guests) {
      if (free <= 0) return
      if (guest.isIn) continue
      guest.isIn = true
      free -= 1
      guest.onPlace()
    }
  }
  return {
    ask: (onPlace, onClosed) => {
      const guest: Guest = { onPlace, onClosed, isIn: false }
      if (isClosed) {
        onClosed()
        return () => {}
      }
      guests.add(guest)
      letIn()
      return () => {
        if (guests.delete(guest)) letIn()
      }
    },
    close: () => {
      isClosed = true
      const all = [...guests]
      guests.clear()
      for (const { onClosed } of all) onClosed()
    },
  }
}
