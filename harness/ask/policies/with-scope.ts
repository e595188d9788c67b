import { type PolicyElement, type Scope, scopeIn } from '../../model/policy-document.ts'

/** An element and all within it, of a scope that their file's name does not tell. */
export const withScope = (element: PolicyElement, scope: Scope): PolicyElement => ({
  ...element,
  scope,
  children: element.children.map((child) => withScope(child, scope)),
})

/** What a fragment puts in is of the scope that names it. */
export const inScopeOf = (includes: PolicyElement, element: PolicyElement): PolicyElement => {
  const scope = includes.scope ?? scopeIn(includes.spot.file)
  return scope === (element.scope ?? scopeIn(element.spot.file)) ? element : withScope(element, scope)
}
