import { categories } from '../../../subgraphs/reports/category.rules.ts';
import type { Scene } from '../../../subgraphs/reports/scene.rules.ts';
import { drawScene, sceneVariants } from '../../../subgraphs/reports/scene.rules.ts';

const draw = (categoryCode: string, more: Partial<Scene> = {}): Buffer =>
  drawScene({ categoryCode, variant: 0, isDone: false, ...more }).pixels;

test('a scene is the same to the byte each time, other for each variant, and other when it is seen to', () => {
  for (const { code } of categories) {
    const first = draw(code);
    expect(draw(code).equals(first)).toBe(true);
    for (let variant = 1; variant < sceneVariants; variant += 1)
      expect(draw(code, { variant }).equals(first)).toBe(false);
    expect(draw(code, { isDone: true }).equals(first)).toBe(false);
  }
});
