/** Sounds of calls, made on the spot: nothing is loaded. Browsers stay silent until the person has pressed something in the page. */
let context: AudioContext | undefined

/** One tone after another. @returns silences what is still to come */
function play(
  tones: readonly { readonly hz: number; readonly atS: number; readonly lengthS: number }[],
  sinkId = '',
): () => void {
  context ??= new AudioContext()
  const { currentTime, destination } = context
  void context.resume()
  if (sinkId && 'setSinkId' in context)
    void (context as AudioContext & { setSinkId(id: string): Promise<void> }).setSinkId(sinkId)
  const playing = tones.map(({ hz, atS, lengthS }) => {
    const oscillator = new OscillatorNode(context as AudioContext, { frequency: hz })
    const volume = new GainNode(context as AudioContext, { gain: 0 })
    volume.gain.setValueAtTime(0, currentTime + atS)
    volume.gain.linearRampToValueAtTime(0.14, currentTime + atS + 0.03)
    volume.gain.linearRampToValueAtTime(0, currentTime + atS + lengthS)
    oscillator.connect(volume).connect(destination)
    oscillator.start(currentTime + atS)
    oscillator.stop(currentTime + atS + lengthS)
    return oscillator
  })
  return () => {
    for (const each of playing) each.stop()
  }
}

/** Two strokes of a bell every three seconds. @returns the end of it */
export function ring(): () => void {
  let silence = () => {}
  const strike = () => {
    silence = play([
      { hz: 880, atS: 0, lengthS: 0.5 },
      { hz: 1108, atS: 0.25, lengthS: 0.7 },
    ])
  }
  strike()
  const timer = setInterval(strike, 3000)
  return () => {
    clearInterval(timer)
    silence()
  }
}

/** A raised hand: short, so that it does not cut in on a lesson. */
export const playHand = (): void => void play([{ hz: 660, atS: 0, lengthS: 0.25 }])

export const testSpeaker = (sinkId: string): void =>
  void play(
    [523, 659, 784].map((hz, at) => ({ hz, atS: at * 0.3, lengthS: 0.4 })),
    sinkId,
  )
