/**
 * A name that people can say for a node whose owner gave none: made from its public key, the same everywhere.
 *
 * Names are for reading; two nodes may share one. Identity is the key.
 */
import { fromHex } from '../../kernels/hash.ts'
import type { MemberId } from '../ports.ts'

const manners =
  'brisk calm dry eager fair gentle hardy idle jolly keen lively mild nimble odd plain quiet rapid sly tall vivid warm young zesty bold coy deft elfin fond grand hazy jaunty kind'.split(
    ' ',
  )
const colours =
  'amber azure beige black blue bronze brown copper coral cream crimson cyan ebony golden green grey indigo ivory jade lemon lilac mauve olive orange pearl pink plum red rust silver teal violet'.split(
    ' ',
  )
const birds =
  'avocet bittern crane curlew dipper dunlin egret finch gannet godwit grebe heron ibis jay kestrel knot lapwing linnet martin merlin osprey ouzel petrel pipit plover puffin raven robin siskin starling tern wren'.split(
    ' ',
  )

/** For example `brisk-amber-heron`. */
export function nameOf(member: MemberId): string {
  const bytes = fromHex(member) ?? new Uint8Array()
  const pick = (words: readonly string[], at: number) => words[(bytes[at] ?? 0) % words.length]
  return `${pick(manners, 0)}-${pick(colours, 1)}-${pick(birds, 2)}`
}
