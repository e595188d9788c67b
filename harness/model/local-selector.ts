/**
 * Is this selector a place on this machine instead of a published version: a folder (`./dist`, `/builds/sdk`), a tarball
 * or wheel (`sdk-1.2.3.tgz`), or a commit (`git+file:///repository#ref`)?
 */
export const isLocal = (selector: string): boolean =>
  /^(?:\.{1,2}$|\.{0,2}\/|git\+|file:)/.test(selector) || /\.(?:tgz|tar\.gz|whl)$/.test(selector)
