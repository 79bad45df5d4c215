using System.Text;

namespace DeepLearning.Reporting;

/// <summary>The colours and type of all pictures, light and dark.</summary>
internal static class SvgStyle
{
    /// <summary>The size of ordinary text, in pixels.</summary>
    public const double TextSize = 12;

    /// <summary>The size of titles.</summary>
    public const double TitleSize = 15;

    /// <summary>The size of the numbers in narrow cells.</summary>
    public const double SmallSize = 9;

    /// <summary>
    /// The colours of classes and of curves that have no meaning of their own; they differ for the common kinds of colour blindness as far
    /// as ten can.
    /// </summary>
    public const int Colors = 10;

    /// <summary>The steps of the scale from small to large values.</summary>
    public const int Steps = 9;

    /// <summary>Plain rules without variables, since not every program that shows SVG knows them.</summary>
    private const string Base = """

        .chart text { font: 12px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        .chart .title { font-size: 15px; font-weight: 600; }
        .chart .small { font-size: 9px; }

        """;

    /// <summary>Shapes stand after the colours, since of two rules the later wins.</summary>
    private const string Shapes = """
        .chart .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        .chart .thin { stroke-width: 1; }
        .chart .dashed { stroke-dasharray: 5 4; stroke-width: 1.5; }
        .chart .dots { fill: none; stroke-width: 6; stroke-linecap: round; }
        .chart .halo { stroke-width: 8.5; }
        .chart .best { stroke-width: 10; }
        .chart .halo.best { stroke-width: 13; }
        .chart .many { stroke-width: 3.5; }
        .chart .halo.many { stroke-width: 5.5; }
        .chart .area { stroke: none; }
        .chart .region { stroke-width: 1; }
        .chart .cells { stroke: none; shape-rendering: crispEdges; }

        """;

    private static readonly (string Name, Rgb Light, Rgb Dark)[] Palette = [.. Named(), .. Classes(), .. Scale()];

    /// <summary>The rules for the classes that a picture uses.</summary>
    public static string Sheet(IReadOnlySet<string> used)
    {
        var sheet = new StringBuilder(Base);
        var rules = Palette.Where(rule => rule.Name is "text" || used.Contains(rule.Name)).ToArray();
        foreach (var (name, light, _) in rules)
        {
            sheet.Append(Rule(name, light));
        }

        sheet.Append("@media (prefers-color-scheme: dark) {\n");
        foreach (var (name, _, dark) in rules)
        {
            sheet.Append("  ").Append(Rule(name, dark));
        }

        return sheet.Append("}\n").Append(Shapes).ToString();
    }

    /// <summary>The class of the colour of a thing that is one of several; after ten the colours begin again.</summary>
    public static string Color(int number) => $"c{number % Colors}";

    /// <summary>The class of the pale colour of the region of a class.</summary>
    public static string Pale(int number) => $"p{number % Colors}";

    /// <summary>The class of the colour of a value's step, from 0 for the smallest.</summary>
    public static string Step(int step) => $"s{step}";

    private static string Rule(string name, Rgb color) => name switch
    {
        "text" => $".chart text {{ fill: {color}; }}\n",
        "title" or "note" or "onfill" => $".chart .{name} {{ fill: {color}; }}\n",
        _ => $".chart .{name} {{ fill: {color}; stroke: {color}; }}\n",
    };

    private static IEnumerable<(string Name, Rgb Light, Rgb Dark)> Named() =>
    [
        ("ground", Ground.Light, Ground.Dark),
        ("text", new(0x444444), new(0xc4c4c4)),
        ("title", new(0x111111), new(0xf2f2f2)),
        ("note", new(0x666666), new(0xa0a0a0)),
        ("onfill", new(0xffffff), new(0x0c0e12)),
        ("grid", new(0xe3e3e3), new(0x2c3036)),
        ("axis", new(0x888888), new(0x7d838c)),
        ("steps", new(0xa9a9a9), new(0x666c75)),
        ("training", Ten[0].Light, Ten[0].Dark),
        ("validation", Ten[1].Light, Ten[1].Dark),
        ("right", Ten[0].Light, Ten[0].Dark),
        ("wrong", Ten[1].Light, Ten[1].Dark),
    ];

    private static (Rgb Light, Rgb Dark) Ground => (new(0xffffff), new(0x16181c));

    private static (Rgb Light, Rgb Dark)[] Ten =>
    [
        (new(0x1f6fb4), new(0x5aa9ee)),
        (new(0xd1600f), new(0xf2994b)),
        (new(0x1f8a5b), new(0x4fc98f)),
        (new(0x8a4fb8), new(0xc294ec)),
        (new(0xa88a00), new(0xe0c341)),
        (new(0xc2255c), new(0xff7eb0)),
        (new(0x0b8a99), new(0x45cbdc)),
        (new(0x7a5230), new(0xc29a72)),
        (new(0x5c6b7a), new(0xa3b1bf)),
        (new(0x5a8f00), new(0xa2d149)),
    ];

    private static IEnumerable<(string Name, Rgb Light, Rgb Dark)> Classes() => Ten.SelectMany((color, i) => new[]
    {
        (Color(i), color.Light, color.Dark),
        (Pale(i), Ground.Light.Towards(color.Light, 0.22), Ground.Dark.Towards(color.Dark, 0.26)),
    });

    /// <summary>By way of the first colour: straight from light to dark, the middle would be gray.</summary>
    private static IEnumerable<(string Name, Rgb Light, Rgb Dark)> Scale() => Enumerable.Range(0, Steps).Select(i => (
        Step(i),
        Between(new(0xe4f0fb), Ten[0].Light, new(0x06284f), i / (Steps - 1.0)),
        Between(new(0x16283c), Ten[0].Dark, new(0xe6f3ff), i / (Steps - 1.0))));

    private static Rgb Between(Rgb low, Rgb middle, Rgb high, double share) =>
        share < 0.5 ? low.Towards(middle, 2 * share) : middle.Towards(high, (2 * share) - 1);

    private readonly record struct Rgb(int Value)
    {
        public Rgb Towards(Rgb other, double share) => new(
            (Mixed(other, share, 16) << 16) | (Mixed(other, share, 8) << 8) | Mixed(other, share, 0));

        public override string ToString() => $"#{Value:x6}";

        private int Mixed(Rgb other, double share, int shift) =>
            (int)Math.Round(double.Lerp((Value >> shift) & 0xff, (other.Value >> shift) & 0xff, share));
    }
}
