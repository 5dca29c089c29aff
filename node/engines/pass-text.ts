/** How a pass runs, as one line for people: what was chosen, for how much memory, and why not something faster. */
import type { PassChoice, PassTried } from '../../kernels/model/pass.ts'

export const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6).toLocaleString('en-US')} MB`

const together = ({ device, host }: PassTried) => device + host

/** 'keep, 4 of 8 rows at a time, in 2 passes, about 310 MB of the 400 MB that a pass may take; whole would take 720 MB' */
export function passText(choice: PassChoice): string {
  const { mode, rows, passes, batchRows, asked, budget, tried } = choice
  const own = tried.at(-1) as PassTried
  const others = tried.slice(0, -1).map((one) => {
    const bytes = budget.device === undefined ? together(one) : one.device
    return `${one.mode} would take ${megabytes(bytes)}`
  })
  const how = asked === 'auto' ? mode : `${mode}, as asked`
  const parts = rows === batchRows ? '' : `, ${atOnce(rows, batchRows)}`
  const turns = passes === 1 ? '' : `, in ${passes} passes`
  const said = `${how}${parts}${turns}, about ${amount(choice, own)}${verdict(choice)}`
  return [said, ...others].join('; ')
}

function atOnce(rows: number, batchRows: number): string {
  return rows < batchRows
    ? `${rows} of ${batchRows} rows at a time`
    : `${rows / batchRows} batches at a time`
}

function amount({ stays, budget }: PassChoice, own: PassTried): string {
  const { host, device } = budget
  if (device !== undefined) {
    const there = `${megabytes(own.device)} of the ${megabytes(device)} that it may take on the device`
    const here = megabytes(own.host) + (Number.isFinite(host) ? ` of ${megabytes(host)}` : '')
    return `${there} and ${here} on the host`
  }
  const both = stays
    ? ', device and host together as what the device has of its own is not known'
    : ''
  const limit = Number.isFinite(host) ? ` of the ${megabytes(host)} that a pass may take` : ''
  return `${megabytes(together(own))}${limit}${both}`
}

function verdict({ fits, asked }: PassChoice): string {
  if (fits) return ''
  return asked === 'auto' ? ', which is too much, but nothing takes less' : ', which is too much'
}
