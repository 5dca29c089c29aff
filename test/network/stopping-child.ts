/** Two connected nodes that stop; prints which timers would keep this process. */
import { openNetwork } from '../../node/network/libp2p.ts'
import { systemClock } from '../../node/system/clock.ts'
import { createIdentity } from '../../node/system/keys.ts'

const [a, b] = await Promise.all(
  [1, 2].map(() =>
    openNetwork({
      rawKey: createIdentity().rawKey,
      listen: ['/ip4/127.0.0.1/tcp/0'],
      clock: systemClock,
    }),
  ),
)
if (a === undefined || b === undefined) throw new Error('not open')
await b.connect(String(a.addresses()[0]), 10_000)
await Promise.all([a.stop(), b.stop()])
const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout')
process.stdout.write(`left: ${timers.join(' ')}\n`)
