import { Random } from './random.rules.ts';

/** A picture as rows of red, green and blue. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

type Colour = readonly [number, number, number];

/** What a sample photo shows: the matter, or the same place when it has been seen to. */
export interface Scene {
  readonly categoryCode: string;
  /** Which of the few drawings of that matter. */
  readonly variant: number;
  readonly isDone: boolean;
}

export const sceneVariants = 3;
const width = 480;
const height = 360;

/** Draws a street and what is the matter there; the same scene is the same to the byte. Takes some milliseconds. */
export function drawScene({ categoryCode, variant, isDone }: Scene): Drawing {
  const random = new Random(variant + 1);
  const isNight = categoryCode === 'STREET_LIGHTING' || categoryCode === 'ELECTRICITY';
  const canvas = new Canvas(variant + 1, isNight && !isDone ? 0.3 : 1);
  drawStreet(canvas, random);
  const matter = matters[categoryCode] ?? drawHeap;
  if (!isDone || isNight) matter(canvas, random);
  return { width, height, pixels: canvas.pixels };
}

type Matter = (canvas: Canvas, random: Random) => void;

const matters: Readonly<Record<string, Matter>> = {
  ROAD_DAMAGE: drawHoles,
  DRAINAGE_FLOODING: drawWater,
  WATER_SUPPLY: drawWater,
  TREES: drawTree,
  STREET_LIGHTING: drawLamp,
  ELECTRICITY: drawLamp,
  TELECOM_CABLES: drawCables,
};

function drawStreet(canvas: Canvas, random: Random): void {
  canvas.fill([0, 0, width, 150], [168, 196, 216]);
  for (let x = 0; x < width; ) {
    const house = 60 + random.below(70);
    const top = 40 + random.below(60);
    const wall = random.pick<Colour>([
      [214, 196, 150],
      [196, 170, 150],
      [178, 186, 170],
      [222, 210, 190],
    ]);
    canvas.fill([x, top, house, 170 - top], wall);
    for (let y = top + 14; y < 140; y += 32) canvas.fill([x + 14, y, 16, 18], [90, 104, 116]);
    x += house;
  }
  canvas.fill([0, 170, width, 26], [176, 170, 160]);
  canvas.fill([0, 196, width, height - 196], [104, 104, 108]);
  for (let x = random.below(60); x < width; x += 90) canvas.fill([x, 284, 46, 5], [214, 210, 200]);
}

function drawHoles(canvas: Canvas, random: Random): void {
  for (let i = 0; i < 3; i += 1) {
    const [x, y, size] = [70 + random.below(340), 230 + random.below(90), 22 + random.below(34)];
    canvas.disc({ x, y, size: size + 7, flat: 0.45 }, [84, 82, 80]);
    canvas.disc({ x, y, size, flat: 0.42 }, [46, 42, 38]);
  }
}

function drawWater(canvas: Canvas, random: Random): void {
  canvas.fill([0, 210, width, height - 210], [112, 106, 84]);
  for (let i = 0; i < 40; i += 1)
    canvas.fill([random.below(width), 214 + random.below(140), 20 + random.below(50), 2], [142, 138, 118]);
}

function drawTree(canvas: Canvas, random: Random): void {
  canvas.fill([60, 250, 260 + random.below(60), 18], [92, 70, 48]);
  for (let i = 0; i < 26; i += 1)
    canvas.disc({ x: 270 + random.below(150), y: 200 + random.below(100), size: 20, flat: 0.8 }, [
      56,
      96 + random.below(40),
      52,
    ]);
}

function drawLamp(canvas: Canvas, random: Random): void {
  const x = 120 + random.below(220);
  canvas.fill([x, 60, 6, 140], [70, 70, 76]);
  canvas.fill([x, 58, 44, 5], [70, 70, 76]);
  canvas.disc({ x: x + 46, y: 64, size: 9, flat: 0.6 }, [250, 240, 190]);
}

function drawCables(canvas: Canvas, random: Random): void {
  for (let i = 0; i < 5; i += 1) {
    const sag = 20 + random.below(70);
    for (let x = 0; x < width; x += 1) {
      const at = (2 * x) / width - 1;
      canvas.fill([x, Math.round(60 + i * 8 + sag * (1 - at * at)), 1, 3], [34, 34, 38]);
    }
  }
}

function drawHeap(canvas: Canvas, random: Random): void {
  const bags: readonly Colour[] = [
    [40, 60, 92],
    [186, 186, 182],
    [52, 88, 60],
    [150, 112, 70],
  ];
  for (let i = 0; i < 16; i += 1)
    canvas.disc(
      { x: 150 + random.below(170), y: 200 + random.below(44), size: 20, flat: 0.75 },
      random.pick(bags),
    );
}

/** Left, top, width, height. */
type Area = readonly [number, number, number, number];

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Its height in parts of its width. */
  readonly flat: number;
}

class Canvas {
  readonly pixels = Buffer.alloc(width * height * 3);
  readonly #light: number;
  #grain: number;

  constructor(seed: number, light: number) {
    this.#grain = seed;
    this.#light = light;
  }

  /** With a little grain, as a camera has. */
  fill([left, top, wide, high]: Area, [red, green, blue]: Colour): void {
    const { pixels } = this;
    const light = this.#light;
    let grain = this.#grain;
    const [fromX, toX] = [Math.max(left, 0), Math.min(left + wide, width)];
    for (let y = Math.max(top, 0); y < Math.min(top + high, height); y += 1) {
      for (let at = (y * width + fromX) * 3; at < (y * width + toX) * 3; at += 3) {
        grain = (Math.imul(grain, 1_103_515_245) + 12_345) & 0x7fffffff;
        const more = ((grain >> 16) & 7) - 4;
        pixels[at] = clip(red * light + more);
        pixels[at + 1] = clip(green * light + more);
        pixels[at + 2] = clip(blue * light + more);
      }
    }
    this.#grain = grain;
  }

  disc({ x, y, size, flat }: Disc, colour: Colour): void {
    for (let dy = -Math.ceil(size * flat); dy <= size * flat; dy += 1) {
      const half = Math.floor(size * Math.sqrt(Math.max(0, 1 - (dy / (size * flat)) ** 2)));
      this.fill([x - half, y + dy, 2 * half, 1], colour);
    }
  }
}

function clip(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
