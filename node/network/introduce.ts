/**
 * Keeps connections to the members that a run named: dials them in the background, and again when a connection is lost, with back-off.
 */
import type { Libp2p } from '@libp2p/interface'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import type { Clock, MemberId, Network } from '../ports.ts'
import { peerOf } from './identity.ts'

const lookMs = 1000
const firstRetryMs = 1000
const longestRetryMs = 30_000
const dialMs = 5000
const mostAddresses = 16

type Acquaintance = { addresses: Multiaddr[]; tries: number; nextMs: number; dialling: boolean }

export function createIntroduce(libp2p: Libp2p, self: MemberId, clock: Clock) {
  const known = new Map<MemberId, Acquaintance>()
  const connected = () => new Set(libp2p.getPeers().map(String))
  const dial = (id: MemberId, member: Acquaintance) => {
    const peer = peerOf(id)
    member.dialling = true
    const targets = member.addresses.map((a) =>
      a.toString().includes('/p2p/') ? a : a.encapsulate(`/p2p/${peer}`),
    )
    libp2p
      .dial(targets, { signal: AbortSignal.timeout(dialMs) })
      .then(
        () => {
          member.tries = 0
        },
        () => {
          member.tries++
        },
      )
      .finally(() => {
        member.dialling = false
        const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(member.tries, 8))
        member.nextMs = clock.now() + wait
      })
  }
  const look = () => {
    const here = connected()
    const now = clock.now()
    for (const [id, member] of known) {
      if (member.dialling || member.addresses.length === 0 || member.nextMs > now) continue
      if (!here.has(peerOf(id).toString())) dial(id, member)
    }
    cancel = clock.after(lookMs, look)
  }
  let cancel = clock.after(lookMs, look)
  const add: Network['introduce'] = (id, addresses) => {
    if (id === self) return
    const read = addresses.slice(0, mostAddresses).flatMap((text) => {
      try {
        return [multiaddr(text)]
      } catch {
        return [] // what a member says of itself may be anything
      }
    })
    const member = { addresses: read, tries: 0, nextMs: 0, dialling: false }
    known.set(id, member)
    if (read.length > 0 && !connected().has(peerOf(id).toString())) dial(id, member)
  }
  return { add, stop: () => cancel() }
}
