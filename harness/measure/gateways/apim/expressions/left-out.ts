/** A `?.` whose left side was null: the rest of its chain is left out. */
export const LEFT_OUT = Symbol('left out')
