using System.Runtime.CompilerServices;


namespace DeepLearning;

/// <summary>Numbers as most files write them, such as -12.345: without exponent, of at most some 15 digits.</summary>
/// <remarks>
/// Their digits as a whole number and the power of ten below them are exact in double precision, so that one division rounds correctly
/// (Clinger, How to read floating point numbers accurately, 1990). Anything else is left to the parser of .NET.
/// </remarks>
internal static class PlainDecimal
{
    /// <summary>Digits and a point that cannot overflow 64 bits.</summary>
    private const int Longest = 19;

    private const ulong LargestExact = 1UL << 53;

    // 10^k is 5^k 2^k, and 5^22 is below 2^53.
    private static ReadOnlySpan<double> Powers =>
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    /// <summary>Reads a plain number in ASCII; false where it is none, which may yet be a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        var isNegative = !text.IsEmpty && text[0] == '-';
        var digits = isNegative ? text[1..] : text;
        if (digits.Length > Longest)
        {
            return false;
        }

        var (mantissa, point) = (0UL, digits.Length);
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (uint)(digits[i] - '0');
            if (digit <= 9)
            {
                mantissa = (10 * mantissa) + digit;
            }
            else if (digits[i] == '.' && point == digits.Length)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        var decimals = Math.Max(0, digits.Length - point - 1);
        var hasPoint = point < digits.Length ? 1 : 0;
        if (digits.Length == hasPoint || mantissa > LargestExact)
        {
            return false;
        }

        number = mantissa / Powers[decimals];
        number = isNegative ? -number : number;
        return true;
    }
}
