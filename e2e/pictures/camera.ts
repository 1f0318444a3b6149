/**
 * Runs in the page: a camera that shows a drawn person in place of the browser's test picture. `hue`: of the wall behind, 0 to 359.
 * The microphone stays the browser's own.
 */
export function drawCamera(hue: number): void {
  const { mediaDevices } = navigator
  const ask = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted)
    for (const track of stream.getVideoTracks()) {
      stream.removeTrack(track)
      track.stop()
      stream.addTrack(draw())
    }
    return stream
  }

  function draw(): MediaStreamTrack {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 })
    const pen = canvas.getContext('2d')
    const paint = () => {
      if (!pen) return
      const wall = pen.createLinearGradient(0, 0, 640, 360)
      wall.addColorStop(0, `hsl(${hue} 45% 78%)`)
      wall.addColorStop(1, `hsl(${hue} 40% 58%)`)
      pen.fillStyle = wall
      pen.fillRect(0, 0, 640, 360)
      ellipse(320, 400, 170, 150, `hsl(${hue + 160} 35% 38%)`)
      ellipse(320, 265, 38, 60, 'hsl(25 45% 68%)')
      ellipse(320, 160, 92, 104, `hsl(${10 + (hue % 25)} 40% 22%)`)
      ellipse(320, 178, 78, 92, 'hsl(27 55% 75%)')
      ellipse(320, 100, 80, 36, `hsl(${10 + (hue % 25)} 40% 22%)`)
      for (const x of [290, 350]) ellipse(x, 172, 6, 8, 'hsl(220 20% 25%)')
      pen.strokeStyle = 'hsl(10 45% 45%)'
      pen.lineWidth = 5
      pen.beginPath()
      pen.arc(320, 205, 26, 0.2 * Math.PI, 0.8 * Math.PI)
      pen.stroke()
    }
    const ellipse = (x: number, y: number, width: number, height: number, colour: string) => {
      if (!pen) return
      pen.fillStyle = colour
      pen.beginPath()
      pen.ellipse(x, y, width, height, 0, 0, 2 * Math.PI)
      pen.fill()
    }
    // A still canvas sends no frames.
    setInterval(paint, 100)
    paint()
    return canvas.captureStream(10).getVideoTracks()[0] as MediaStreamTrack
  }
}
