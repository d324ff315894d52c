// The point of a picture that stays in view: set by clicking, dragging or arrow keys; its crops follow at once.
// The number fields hold it, and stand for it where there is no script.

import { part } from "desk/desk"

const STEP = 0.01
const LARGE_STEP = 0.1
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const root = document.querySelector("[data-focal]")
const fields = ["x", "y"].map((way) => document.getElementById(`id_focal_${way}`))

const bounded = (share) => Math.min(Math.max(share, 0), 1)
// What is typed and no share leaves the point where it was.
const share = (text, before) => (text.trim() === "" || !(Number(text) >= 0 && Number(text) <= 1) ? before : Number(text))
const percent = (value) => Math.round(value * 100)

// Python rounds halves to the even number.
const round = (value) => {
  const down = Math.floor(value)
  if (value - down !== 0.5) return Math.round(value)
  return down % 2 === 0 ? down : down + 1
}

// Where a crop starts, as `pictures.recipe` says it: its middle as near to the point as the edges let it.
const start = (focal, whole, piece) => Math.min(Math.max(round(focal * whole - piece / 2), 0), whole - piece)

// Of the largest part of that shape, in the percents of `object-position`.
const position = ([x, y], [width, height], [across, down]) => {
  const isWide = width * down > height * across
  const piece = isWide ? [Math.max(1, round((height * across) / down)), height] : [width, Math.max(1, round((width * down) / across))]
  const starts = [start(x, width, piece[0]), start(y, height, piece[1])]
  return [width - piece[0], height - piece[1]].map((left, way) => (left ? (starts[way] / left) * 100 : 50))
}

const begin = () => {
  const size = [root.dataset.width, root.dataset.height].map(Number)
  const [picture, point] = [part(root, "picture"), part(root, "point")]
  const crops = [...root.querySelectorAll("[data-crop]")]
  let at = [0.5, 0.5]
  let isSaying

  const place = () => {
    point.style.left = `${at[0] * 100}%`
    point.style.top = `${at[1] * 100}%`
    const words = interpolate(gettext("Focal point: %s% from the left, %s% from the top"), at.map(percent))
    point.setAttribute("aria-label", words)
    for (const crop of crops) {
      const [left, top] = position(at, size, [crop.dataset.across, crop.dataset.down].map(Number))
      crop.style.objectPosition = `${left}% ${top}%`
    }
    return words
  }

  const say = (words) => {
    clearTimeout(isSaying)
    isSaying = setTimeout(() => { part(root, "said").textContent = words }, 300)
  }

  const move = (x, y) => {
    at = [x, y].map((value) => percent(bounded(value)) / 100)
    for (const [way, field] of fields.entries()) {
      field.value = at[way]
      field.dispatchEvent(new Event("change", { bubbles: true }))
    }
    say(place())
  }

  const moveTo = (event) => {
    const box = picture.getBoundingClientRect()
    move((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }

  const read = () => {
    at = fields.map((field, way) => share(field.value, at[way]))
    place()
  }

  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return
    event.preventDefault()
    picture.setPointerCapture(event.pointerId)
    moveTo(event)
    point.focus()
  })
  picture.addEventListener("pointermove", (event) => { if (picture.hasPointerCapture(event.pointerId)) moveTo(event) })
  point.addEventListener("keydown", (event) => {
    const way = WAYS[event.key]
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const step = event.shiftKey ? LARGE_STEP : STEP
    move(at[0] + way[0] * step, at[1] + way[1] * step)
  })
  for (const field of fields) field.addEventListener("input", read)
  for (const crop of crops) crop.style.aspectRatio = `${crop.dataset.across} / ${crop.dataset.down}`
  for (const name of ["point", "help", "crops"]) part(root, name).hidden = false
  picture.classList.add("live")
  read()
}

// Who may only look at the picture has no fields.
if (root && fields.every(Boolean)) begin()
