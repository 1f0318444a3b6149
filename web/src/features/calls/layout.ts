/** Up to so many people all are drawn at once, and a camera sends 720 lines. */
export const fewPeople = 4

/** How many tiles a screen holds so that each stays readable, and how they stand. Pure geometry, CSS pixels. */
export interface Space {
  readonly width: number
  readonly height: number
}

export interface Grid {
  readonly columns: number
  readonly rows: number
  /** So many tiles a page; the rest is on further pages. */
  readonly perPage: number
}

export const gapPx = 8
/** A name of two words fits, and a face is told from another. */
const minTile = { width: 150, height: 104 }
/** Wider or higher than that, a tile shows mostly wall. */
const aspect = { least: 3 / 4, most: 16 / 9 }

/** INCALL-1. The grid in which `count` tiles are the largest; where they would be too small, as many as fit. */
export function gridFor(count: number, space: Space): Grid {
  const fits = fitting(space)
  const shown = Math.max(1, Math.min(count, fits.columns * fits.rows))
  let best = { columns: 1, rows: shown, area: 0 }
  for (let columns = 1; columns <= Math.min(shown, fits.columns); columns++) {
    const rows = Math.ceil(shown / columns)
    const area = rows <= fits.rows ? seenArea(space, columns, rows) : 0
    if (area > best.area) best = { columns, rows, area }
  }
  return { columns: best.columns, rows: best.rows, perPage: shown }
}

function fitting({ width, height }: Space): { columns: number; rows: number } {
  return {
    columns: Math.max(1, Math.floor((width + gapPx) / (minTile.width + gapPx))),
    rows: Math.max(1, Math.floor((height + gapPx) / (minTile.height + gapPx))),
  }
}

/** Of one tile, without what its shape cuts off. */
function seenArea(space: Space, columns: number, rows: number): number {
  const width = (space.width - gapPx * (columns - 1)) / columns
  const height = (space.height - gapPx * (rows - 1)) / rows
  return Math.min(width, height * aspect.most) * Math.min(height, width / aspect.least)
}

export const pagesOf = (count: number, { perPage }: Grid): number => Math.max(1, Math.ceil(count / perPage))

/** INCALL-2. Beside the large picture: how many small tiles fit in one line. */
export const stripFor = ({ width, height }: Space, isColumn: boolean): number =>
  isColumn
    ? Math.max(1, Math.floor((height + gapPx) / (minTile.height + gapPx)))
    : Math.max(1, Math.floor((width + gapPx) / (minTile.width + gapPx)))
