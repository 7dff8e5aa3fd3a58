//! Confidence intervals of a share and of a rate, at 95 %.
//!
//! Both take documents and mentions for independent draws, which news is not: copies and long stories come in clusters.
//! The intervals are therefore the least that one should doubt, not the most.

/// The two-sided 95 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// What lies below an interval, and what lies above it.
const TAIL: f64 = 0.025;

/// A share of 0 to 1 by Wilson's score interval: `hits` of `total`, which must not be 0.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
/// Statistical Association 22 (1927), 209–212; compared with others by R. G. Newcombe, Statistics in Medicine 17
/// (1998), 857–872.
///
/// ```
/// let (low, high) = dateline::timeline::wilson(0.0, 20.0);
/// assert_eq!((format!("{low:.4}"), format!("{high:.4}")), ("0.0000".into(), "0.1611".into()));
/// ```
pub fn wilson(hits: f64, total: f64) -> (f64, f64) {
    let share = (hits / total).clamp(0.0, 1.0);
    let z2 = Z * Z / total;
    let middle = (share + z2 / 2.0) / (1.0 + z2);
    let half = Z * (share * (1.0 - share) / total + z2 / (4.0 * total)).sqrt() / (1.0 + z2);
    // At both ends the bound is the share itself; rounding must not move it.
    let low = if share == 0.0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if share == 1.0 { 1.0 } else { (middle + half).min(1.0) };
    (low, high)
}

/// The expected number behind a count, by the exact Poisson interval. A fraction is allowed: the bounds run on between
/// those of the whole numbers.
///
/// F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936), 437–442.
///
/// ```
/// let (low, high) = dateline::timeline::garwood(10.0);
/// assert_eq!((format!("{low:.3}"), format!("{high:.3}")), ("4.795".into(), "18.390".into()));
/// ```
pub fn garwood(count: f64) -> (f64, f64) {
    let low = if count > 0.0 { gamma_quantile(count, TAIL, -Z) } else { 0.0 };
    (low, gamma_quantile(count + 1.0, 1.0 - TAIL, Z))
}

/// The quantile of the gamma distribution with a shape and scale 1; `normal` is the same quantile of the normal
/// distribution, for the first guess (Wilson and Hilferty, PNAS 17 (1931), 684–688). Newton's steps, kept between
/// bounds that close in, so that it always ends.
fn gamma_quantile(shape: f64, probability: f64, normal: f64) -> f64 {
    let ninth = 1.0 / (9.0 * shape);
    let (mut below, mut above) = (0.0, f64::INFINITY);
    let mut x = (shape * (1.0 - ninth + normal * ninth.sqrt()).powi(3)).max(shape * 1e-3);
    for _ in 0..100 {
        let miss = lower_gamma(shape, x) - probability;
        if miss > 0.0 {
            above = x
        } else {
            below = x
        }
        let density = ((shape - 1.0) * x.ln() - x - ln_gamma(shape)).exp();
        let step = miss / density;
        if step.abs() <= x * 1e-13 {
            break;
        }
        let next = x - step;
        x = match (next > below && next < above, above.is_finite()) {
            (true, _) => next,
            (false, true) => f64::midpoint(below, above),
            (false, false) => x * 2.0,
        };
    }
    x
}

/// The regularised lower incomplete gamma function P(a, x): its series (DLMF 8.11.4) for small x, the continued
/// fraction of its complement (DLMF 8.9.2) otherwise.
fn lower_gamma(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let factor = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 { factor * series(a, x) } else { 1.0 - factor * continued_fraction(a, x) }
}

fn series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
    while term > sum * 1e-17 {
        n += 1.0;
        term *= x / n;
        sum += term;
    }
    sum
}

/// By Lentz's method, as Thompson and Barnett changed it.
fn continued_fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut value = d;
    for i in 1..100_000 {
        let i = f64::from(i);
        let step = -i * (i - a);
        b += 2.0;
        d = 1.0 / nonzero(step * d + b);
        c = nonzero(b + step / c);
        value *= c * d;
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

fn nonzero(x: f64) -> f64 {
    if x.abs() < 1e-300 { 1e-300 } else { x }
}

/// The logarithm of the gamma function, by Lanczos' approximation with g = 7 and nine terms (good to 15 digits).
pub(super) fn ln_gamma(x: f64) -> f64 {
    const G: f64 = 7.0;
    #[allow(clippy::excessive_precision)]
    const TERMS: [f64; 9] = [
        0.999_999_999_999_809_93,
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_13,
        -176.615_029_162_140_59,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_571_6e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        return (std::f64::consts::PI / (std::f64::consts::PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let mut sum = TERMS[0];
    for (n, term) in (1_u8..).zip(&TERMS[1..]) {
        sum += term / (x + f64::from(n));
    }
    let t = x + G + 0.5;
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_gives_newcombes_table() {
        // Newcombe 1998, table I, method 3.
        for (hits, total, low, high) in [
            (81.0, 263.0, 0.2553, 0.3662),
            (15.0, 148.0, 0.0624, 0.1605),
            (0.0, 20.0, 0.0, 0.1611),
            (1.0, 29.0, 0.0061, 0.1718),
        ] {
            let found = wilson(hits, total);
            assert!((found.0 - low).abs() < 6e-5 && (found.1 - high).abs() < 6e-5, "{hits}/{total}: {found:?}");
        }
        assert_eq!(wilson(5.0, 5.0).1, 1.0);
    }

    #[test]
    fn garwood_gives_the_published_limits() {
        for (count, low, high) in [
            (0.0, 0.0, 3.6889),
            (1.0, 0.0253, 5.5716),
            (2.0, 0.2422, 7.2247),
            (3.0, 0.6187, 8.7673),
            (5.0, 1.6235, 11.6683),
            (10.0, 4.7954, 18.3904),
            (20.0, 12.2165, 30.8884),
            (50.0, 37.1110, 65.9188),
            (100.0, 81.3640, 121.6269),
        ] {
            let found = garwood(count);
            assert!((found.0 - low).abs() < 2e-4 && (found.1 - high).abs() < 2e-4, "{count}: {found:?}");
        }
    }

    #[test]
    fn garwood_holds_its_count_at_every_size() {
        for count in [0.01, 0.5, 1.0, 7.25, 1e3, 1e5, 1e7, 1e9] {
            let (low, high) = garwood(count);
            assert!(low < count && count < high, "{count}: {low} {high}");
            let normal = Z * count.sqrt();
            assert!(count < 1e3 || ((high - low) / (2.0 * normal) - 1.0).abs() < 0.01, "{count}: {low} {high}");
        }
    }
}
